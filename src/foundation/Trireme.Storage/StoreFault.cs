namespace Trireme.Storage;

/// <summary>The kinds of trouble that a store can be in.</summary>
public enum StoreFault
{
    /// <summary>The disk, or the file's own quota, is full. Writes are refused, reads go on; writes go on when there is space again.</summary>
    DiskFull,

    /// <summary>The database is damaged, or is not a database.</summary>
    Damaged,

    /// <summary>Another process has the database.</summary>
    InUse,

    /// <summary>The folder or the file cannot be written by this user.</summary>
    NotWritable,

    /// <summary>Another version of the program wrote the database, and this one cannot read it.</summary>
    UnknownSchema,

    /// <summary>The key or the value is larger than the store takes.</summary>
    TooLarge,

    /// <summary>The disk answered with an error.</summary>
    Io,
}
