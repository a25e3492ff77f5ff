namespace Trireme.Server.Watch;

/// <summary>Why a watch has ended.</summary>
internal enum WatchEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>The client read too slowly: the queue is full.</summary>
    Overflow,

    /// <summary>What the watch missed is no longer known.</summary>
    Expired,

    /// <summary>The server stops.</summary>
    Stopping,
}
