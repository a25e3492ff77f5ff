namespace Trireme.Scheduler.Queue;

/// <summary>Where in the queue a Pod is.</summary>
internal enum QueuePlace
{
    /// <summary>To be tried as soon as its turn comes.</summary>
    Active,

    /// <summary>To be tried when its back-off has passed.</summary>
    Backoff,

    /// <summary>Waits for something that could help it.</summary>
    Unschedulable,

    /// <summary>Waits for its scheduling gates to be removed.</summary>
    Gated,
}
