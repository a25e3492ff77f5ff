namespace Trireme.Storage;

/// <summary>How a store operation ended, where the end is one that callers expect.</summary>
public enum StoreOutcome
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>The key was not at the expected revision; nothing was written.</summary>
    Conflict,

    /// <summary>The asked revision has been compacted away.</summary>
    Compacted,

    /// <summary>The asked revision has not happened yet.</summary>
    FutureRevision,

    /// <summary>The watcher read too slowly and was ended.</summary>
    Overflow,
}
