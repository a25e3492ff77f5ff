using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>
/// Slows down sending Pods away, by zone: one node in 10 seconds; where more than half of a large zone (over 50 nodes) is away one in 100 seconds, of a
/// small one none; and none at all where no node is ready. Thread-safe.
/// </summary>
internal sealed class EvictionGate(TimeProvider time)
{
    private const int LargeZone = 50;
    private const double UnhealthyShare = 0.55;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);

    /// <summary>The zone of a node; empty for none.</summary>
    public static string ZoneOf(Node node)
    {
        var labels = node.Metadata.Labels;
        return labels is null ? "" : $"{labels.GetValueOrDefault("topology.kubernetes.io/region")}/{labels.GetValueOrDefault("topology.kubernetes.io/zone")}";
    }

    /// <summary>Whether Pods may be sent away from a node, and when to ask again.</summary>
    /// <param name="node">The node.</param>
    /// <param name="all">All nodes.</param>
    /// <param name="take">Whether to use up the leave that is given.</param>
    public (EvictionLeave Leave, TimeSpan Wait) Ask(Node node, IReadOnlyCollection<Node> all, bool take)
    {
        if (!all.Any(IsReady))
            return (EvictionLeave.Withdrawn, TimeSpan.Zero);
        var zone = ZoneOf(node);
        if (Pause(all.Where(other => ZoneOf(other) == zone)) is not { } pause)
            return (EvictionLeave.Later, TimeSpan.Zero);
        lock (_gate)
        {
            if (_last.TryGetValue(zone, out var last) && time.GetElapsedTime(last) is var passed && passed < pause)
                return (EvictionLeave.Later, pause - passed);
            if (take)
                _last[zone] = time.GetTimestamp();
            return (EvictionLeave.Granted, TimeSpan.Zero);
        }
    }

    /// <summary>The pause between two nodes of a zone; null for no eviction at all.</summary>
    internal static TimeSpan? Pause(IEnumerable<Node> zone)
    {
        int ready = 0, away = 0;
        foreach (var node in zone)
        {
            if (IsReady(node))
                ready++;
            else
                away++;
        }
        var disrupted = ready > 0 && away > 2 && (double)away / (ready + away) >= UnhealthyShare;
        if (!disrupted)
            return Usual;
        return ready + away > LargeZone ? Slow : null;
    }

    // A node that has never reported is not counted against its zone.
    private static bool IsReady(Node node) => (node.Status.Conditions.Find("Ready")?.Status ?? "True") == "True";
}
