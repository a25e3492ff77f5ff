namespace Trireme.Storage.Sqlite.Watching;

/// <summary>Where a watch gets its events from.</summary>
internal enum WatchPhase
{
    /// <summary>From the log: it has not caught up yet.</summary>
    History,

    /// <summary>From the writer.</summary>
    Live,

    /// <summary>From nowhere: the store is closed.</summary>
    Closed,
}
