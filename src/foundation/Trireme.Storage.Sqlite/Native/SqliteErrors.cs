using SQLitePCL;

namespace Trireme.Storage.Sqlite.Native;

/// <summary>Turns SQLite's result codes (sqlite.org/rescode.html) into one line that says what to do.</summary>
internal static class SqliteErrors
{
    private const long LittleSpace = 1024 * 1024;

    public static Exception From(int code, string detail, string path) => (code & 0xff) switch
    {
        raw.SQLITE_NOMEM => new OutOfMemoryException($"SQLite found no memory for {path}."),
        raw.SQLITE_MISUSE or raw.SQLITE_RANGE => new InvalidOperationException($"SQLite was used wrongly ({detail})."),
        raw.SQLITE_FULL => DiskFull(path),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => Damaged(path, detail),
        // the statements are fixed, so one that SQLite refuses to prepare misses its table
        raw.SQLITE_ERROR => Damaged(path, detail),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(
            StoreFault.InUse,
            $"The database {path} is locked by another program: close that one (a shell or a backup that has the file open) and try again."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => NotWritable(path, detail),
        raw.SQLITE_TOOBIG => new StoreException(StoreFault.TooLarge, $"The value is too large for the database {path} ({detail})."),
        // SQLite says FULL for most of the full-disk cases, but not for its shared-memory file
        raw.SQLITE_IOERR when IsNearlyFull(path) => DiskFull(path),
        _ => new StoreException(
            StoreFault.Io,
            $"The disk of {path} answered with an error ({detail}, SQLite code {code}): check the disk and the system's log, then start again."),
    };

    /// <summary>
    /// Whether the disk could not confirm what was written. What it holds is then unknown, and trying again could seem to work, as the pages count as clean:
    /// only opening anew, which reads the log back from the disk, tells.
    /// </summary>
    public static bool LeavesDiskUnknown(StoreException error) => error.Fault == StoreFault.Io;

    public static StoreException DiskFull(string path) => new(
        StoreFault.DiskFull,
        $"There is no space for the database {path} (disk full, or its quota reached): nothing was written; reads go on, and writes will when space is freed.");

    public static StoreException Damaged(string path, string detail) => new(
        StoreFault.Damaged,
        $"The database {path} is damaged ({detail}): put a backup in its place, or move it and its -wal file away to start with an empty cluster.");

    public static StoreException NotWritable(string path, string detail) => new(
        StoreFault.NotWritable,
        $"The database {path} cannot be written ({detail}): make its folder writable for this user, or choose another data folder.");

    private static bool IsNearlyFull(string path)
    {
        try
        {
            return Path.GetDirectoryName(path) is { } folder && new DriveInfo(folder).AvailableFreeSpace < LittleSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
