using System.Globalization;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Finds the best node for a Pod. Pure: the same cluster and Pod give the same node.</summary>
internal static class Placement
{
    /// <summary>The best node, or why there is none.</summary>
    public static PlacementResult Find(PodInfo pod, ClusterState cluster)
    {
        var feasible = new List<NodeInfo>();
        var refusals = new List<Refusal>();
        foreach (var node in cluster.Nodes)
        {
            if (PluginCatalog.Filters.Select(plugin => plugin.Filter(pod, node, cluster)).FirstOrDefault(refusal => refusal is not null) is { } refusal)
                refusals.Add(refusal);
            else
                feasible.Add(node);
        }
        return feasible.Count switch
        {
            0 => new PlacementResult(null, Explain(refusals)),
            1 => new PlacementResult(feasible[0].Name, ""),
            _ => new PlacementResult(Best(pod, feasible, cluster).Name, ""),
        };
    }

    private static NodeInfo Best(PodInfo pod, List<NodeInfo> nodes, ClusterState cluster)
    {
        var totals = new long[nodes.Count];
        var scores = new long[nodes.Count];
        foreach (var plugin in PluginCatalog.Scores)
        {
            Array.Clear(scores);
            plugin.Score(pod, nodes, cluster, scores);
            for (var index = 0; index < totals.Length; index++)
                totals[index] += scores[index] * plugin.Weight;
        }
        // Among equals the one with the fewest Pods, then the first by name.
        return nodes.Select((node, index) => (node, total: totals[index])).OrderByDescending(pair => pair.total).ThenBy(pair => pair.node.Pods.Count).First().node;
    }

    // As kube-scheduler words it, so that people find what they search for.
    private static string Explain(List<Refusal> refusals)
    {
        if (refusals.Count == 0)
            return "no nodes available to schedule pods";
        var reasons = refusals.SelectMany(refusal => refusal.Reasons)
            .GroupBy(reason => reason)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))
            .Order(StringComparer.Ordinal);
        var total = refusals.Count;
        var victims = refusals.Count(refusal => refusal.Resolvable);
        var preemption = new List<string>();
        if (victims > 0)
            preemption.Add(string.Create(CultureInfo.InvariantCulture, $"{victims} No preemption victims found for incoming pod"));
        if (victims < total)
            preemption.Add(string.Create(CultureInfo.InvariantCulture, $"{total - victims} Preemption is not helpful for scheduling"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"0/{total} nodes are available: {string.Join(", ", reasons)}. preemption: 0/{total} nodes are available: {string.Join(", ", preemption.Order(StringComparer.Ordinal))}.");
    }
}
