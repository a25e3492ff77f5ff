using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>When each node was heard of last, by this process's clock: nodes' clocks need not agree with it. Thread-safe.</summary>
internal sealed class NodeHeartbeats(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How long nothing has been heard of a node; one that is new has just been heard of.</summary>
    public TimeSpan Silent(string node)
    {
        lock (_gate)
            return time.GetElapsedTime(Of(node).Heard);
    }

    /// <summary>A lease was seen.</summary>
    /// <returns>Whether it is a sign of life after a silence longer than <paramref name="grace"/>.</returns>
    public bool Saw(Lease lease, TimeSpan grace) => Heard(lease.Metadata.Name ?? "", entry => entry.Renewed != lease.Spec.RenewTime, entry => entry.Renewed = lease.Spec.RenewTime, grace);

    /// <summary>A node was seen.</summary>
    /// <returns>Whether it is a sign of life after a silence longer than <paramref name="grace"/>.</returns>
    public bool Saw(Node node, TimeSpan grace)
    {
        var ready = node.Status.Conditions.Find("Ready");
        // What this controller itself writes is no sign of life.
        if (ready is null || ready.Reason is "NodeStatusUnknown" or "NodeStatusNeverUpdated")
        {
            Silent(node.Metadata.Name ?? "");
            return false;
        }
        return Heard(node.Metadata.Name ?? "", entry => entry.Beat != ready.LastHeartbeatTime, entry => entry.Beat = ready.LastHeartbeatTime, grace);
    }

    /// <summary>The node is gone.</summary>
    public void Forget(string node)
    {
        lock (_gate)
            _entries.Remove(node);
    }

    private bool Heard(string node, Func<Entry, bool> isNews, Action<Entry> take, TimeSpan grace)
    {
        lock (_gate)
        {
            var entry = Of(node);
            if (!isNews(entry))
                return false;
            var back = time.GetElapsedTime(entry.Heard) > grace;
            take(entry);
            entry.Heard = time.GetTimestamp();
            return back;
        }
    }

    private Entry Of(string node)
    {
        if (!_entries.TryGetValue(node, out var entry))
            _entries.Add(node, entry = new Entry { Heard = time.GetTimestamp() });
        return entry;
    }

    private sealed class Entry
    {
        public long Heard { get; set; }

        public DateTimeOffset? Renewed { get; set; }

        public DateTimeOffset? Beat { get; set; }
    }
}
