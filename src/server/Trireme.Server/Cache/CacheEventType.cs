namespace Trireme.Server.Cache;

/// <summary>What happened to an object, or to the selection of a watcher.</summary>
internal enum CacheEventType
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,

    /// <summary>Nothing: the stream has come up to a revision.</summary>
    Bookmark,
}
