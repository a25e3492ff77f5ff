using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods to the nodes that their node selector and required node affinity name, and prefers those that they prefer.</summary>
internal sealed class NodeAffinity : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal Refused = new(["node(s) didn't match Pod's node affinity/selector"], Resolvable: false);

    public string Name => "NodeAffinity";

    public int Weight => 2;

    /// <summary>Whether a node is one of those that a Pod asks for.</summary>
    public static bool Matches(PodInfo pod, NodeInfo node)
    {
        var labels = node.Node!.Metadata.Labels;
        foreach (var (key, value) in pod.Pod.Spec.NodeSelector ?? new Dictionary<string, string>())
        {
            if (labels?.GetValueOrDefault(key) != value)
                return false;
        }
        var required = pod.Pod.Spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution;
        return required is null || required.NodeSelectorTerms.Any(term => NodeAffinityTerms.Matches(term, node.Node));
    }

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster) => Matches(pod, node) ? null : Refused;

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        var preferences = pod.Pod.Spec.Affinity?.NodeAffinity?.PreferredDuringSchedulingIgnoredDuringExecution;
        if (preferences is null or { Count: 0 })
            return;
        for (var index = 0; index < nodes.Count; index++)
            scores[index] = preferences.Where(preference => NodeAffinityTerms.Matches(preference.Preference, nodes[index].Node!)).Sum(preference => (long)preference.Weight);
        Normalized.ToHundred(scores[..nodes.Count]);
    }
}
