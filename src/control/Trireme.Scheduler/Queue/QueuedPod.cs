using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Queue;

/// <summary>A Pod that waits for a node. Used by the scheduler's loop only.</summary>
internal sealed class QueuedPod(PodInfo pod, long order)
{
    /// <summary>The Pod in its newest state.</summary>
    public PodInfo Pod { get; set; } = pod;

    /// <summary>When it came, in order.</summary>
    public long Order { get; } = order;

    /// <summary>How often it was tried in vain.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was last tried, as a timestamp of the clock.</summary>
    public long LastTry { get; set; }

    /// <summary>Which list it is in.</summary>
    public QueuePlace Place { get; set; }
}
