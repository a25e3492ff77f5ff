namespace Trireme.Server.Http;

/// <summary>What an answer shows of an object.</summary>
internal enum MediaView
{
    /// <summary>The object itself.</summary>
    Object,

    /// <summary>A row of a Table, as printers want it.</summary>
    Table,

    /// <summary>Its metadata only.</summary>
    Metadata,
}
