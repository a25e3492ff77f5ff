using Trireme.Api.Core.V1;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods together or apart as their required and preferred Pod affinity asks, in both directions for anti-affinity.</summary>
internal sealed class InterPodAffinity : IFilterPlugin, IScorePlugin
{
    private static readonly Refusal NoAffinity = new(["node(s) didn't match pod affinity rules"], Resolvable: false);
    private static readonly Refusal OwnAntiAffinity = new(["node(s) didn't match pod anti-affinity rules"], Resolvable: true);
    private static readonly Refusal OthersAntiAffinity = new(["node(s) didn't satisfy existing pods anti-affinity rules"], Resolvable: true);

    public string Name => "InterPodAffinity";

    public int Weight => 2;

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster)
    {
        var affinity = pod.Pod.Spec.Affinity;
        if (cluster.Nodes.Any(other => other.Pods.Any(existing => Keeps(existing.Pod, other, pod.Pod, node, cluster))))
            return OthersAntiAffinity;
        foreach (var term in affinity?.PodAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
        {
            if (PodTerms.Domain(node, term.TopologyKey) is not { } domain)
                return NoAffinity;
            var matching = cluster.Nodes.SelectMany(other => other.Pods.Where(existing => PodTerms.Matches(term, pod.Pod, existing.Pod, cluster)).Select(_ => PodTerms.Domain(other, term.TopologyKey))).ToList();
            // The first of a group that wants to be together may go anywhere.
            if (matching.Count == 0 ? !PodTerms.Matches(term, pod.Pod, pod.Pod, cluster) : !matching.Contains(domain))
                return NoAffinity;
        }
        foreach (var term in affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? [])
        {
            if (PodTerms.Domain(node, term.TopologyKey) is { } domain
                && cluster.Nodes.Any(other => PodTerms.Domain(other, term.TopologyKey) == domain && other.Pods.Any(existing => PodTerms.Matches(term, pod.Pod, existing.Pod, cluster))))
                return OwnAntiAffinity;
        }
        return null;
    }

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        var affinity = pod.Pod.Spec.Affinity;
        var terms = (affinity?.PodAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Select(term => (term.PodAffinityTerm, Weight: (long)term.Weight))
            .Concat((affinity?.PodAntiAffinity?.PreferredDuringSchedulingIgnoredDuringExecution ?? []).Select(term => (term.PodAffinityTerm, Weight: -(long)term.Weight)))
            .ToList();
        if (terms.Count == 0)
            return;
        foreach (var (term, weight) in terms)
        {
            var counts = cluster.Nodes
                .Select(other => (Domain: PodTerms.Domain(other, term.TopologyKey), Count: other.Pods.Count(existing => PodTerms.Matches(term, pod.Pod, existing.Pod, cluster))))
                .Where(pair => pair.Domain is not null)
                .GroupBy(pair => pair.Domain!)
                .ToDictionary(group => group.Key, group => group.Sum(pair => pair.Count));
            for (var index = 0; index < nodes.Count; index++)
            {
                if (PodTerms.Domain(nodes[index], term.TopologyKey) is { } domain)
                    scores[index] += weight * counts.GetValueOrDefault(domain);
            }
        }
        Normalized.ToHundred(scores[..nodes.Count]);
    }

    // Whether an existing Pod's anti-affinity keeps the new one from the node.
    private static bool Keeps(Pod existing, NodeInfo itsNode, Pod candidate, NodeInfo node, ClusterState cluster) =>
        (existing.Spec.Affinity?.PodAntiAffinity?.RequiredDuringSchedulingIgnoredDuringExecution ?? []).Any(term =>
            PodTerms.Domain(itsNode, term.TopologyKey) is { } domain
            && domain == PodTerms.Domain(node, term.TopologyKey)
            && PodTerms.Matches(term, existing, candidate, cluster));
}
