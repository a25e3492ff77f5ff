using Trireme.Api.Core.V1;
using Trireme.Machinery.Selectors;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Spreads Pods over topology domains as their constraints ask; those without any are spread over nodes and zones by preference.</summary>
internal sealed class PodTopologySpread : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal Uneven = new(["node(s) didn't match pod topology spread constraints"], Resolvable: true);
    private static readonly Refusal NoDomain = new(["node(s) didn't match pod topology spread constraints (missing required label)"], Resolvable: false);

    public string Name => "PodTopologySpread";

    public int Weight => 2;

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster)
    {
        foreach (var constraint in Constraints(pod.Pod, "DoNotSchedule"))
        {
            if (PodTerms.Domain(node, constraint.TopologyKey) is not { } domain)
                return NoDomain;
            var selector = Selector(constraint, pod.Pod);
            var counts = Counts(constraint, selector, pod, cluster.Nodes);
            var least = counts.Count == 0 ? 0 : counts.Count < (constraint.MinDomains ?? 1) ? 0 : counts.Values.Min();
            var own = selector.Matches(pod.Pod.Metadata.Labels) ? 1 : 0;
            if (counts.GetValueOrDefault(domain) + own - least > constraint.MaxSkew)
                return Uneven;
        }
        return null;
    }

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        foreach (var constraint in Constraints(pod.Pod, "ScheduleAnyway"))
        {
            var counts = Counts(constraint, Selector(constraint, pod.Pod), pod, nodes);
            for (var index = 0; index < nodes.Count; index++)
            {
                if (PodTerms.Domain(nodes[index], constraint.TopologyKey) is { } domain)
                    scores[index] -= counts.GetValueOrDefault(domain);
            }
        }
        Normalized.ToHundred(scores[..nodes.Count]);
    }

    private static IEnumerable<TopologySpreadConstraint> Constraints(Pod pod, string action) =>
        (pod.Spec.TopologySpreadConstraints ?? []).Where(constraint => constraint.WhenUnsatisfiable == action);

    private static LabelSelector Selector(TopologySpreadConstraint constraint, Pod pod)
    {
        var selector = constraint.LabelSelector ?? new Api.Meta.V1.LabelSelector();
        var labels = selector.MatchLabels is null ? [] : new Dictionary<string, string>(selector.MatchLabels);
        foreach (var key in constraint.MatchLabelKeys ?? [])
        {
            if (pod.Metadata.Labels?.TryGetValue(key, out var value) == true)
                labels[key] = value;
        }
        return LabelSelector.From(selector with { MatchLabels = labels });
    }

    private static Dictionary<string, int> Counts(TopologySpreadConstraint constraint, LabelSelector selector, PodInfo pod, IEnumerable<NodeInfo> nodes)
    {
        var counts = new Dictionary<string, int>();
        foreach (var node in nodes)
        {
            if (PodTerms.Domain(node, constraint.TopologyKey) is not { } domain || (constraint.NodeAffinityPolicy != "Ignore" && !NodeAffinity.Matches(pod, node)))
                continue;
            var count = node.Pods.Count(other =>
                other.Pod.Metadata.Namespace == pod.Pod.Metadata.Namespace && other.Pod.Metadata.DeletionTimestamp is null && selector.Matches(other.Pod.Metadata.Labels));
            counts[domain] = counts.GetValueOrDefault(domain) + count;
        }
        return counts;
    }
}
