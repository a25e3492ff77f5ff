using Trireme.Api.Core.V1;
using Trireme.Machinery.Selectors;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Matches the terms of Pod affinity against Pods.</summary>
internal static class PodTerms
{
    /// <summary>Whether a Pod is one of those that a term of <paramref name="owner"/> means.</summary>
    public static bool Matches(PodAffinityTerm term, Pod owner, Pod candidate, ClusterState cluster) =>
        InNamespace(term, owner, candidate.Metadata.Namespace ?? "", cluster)
        && term.LabelSelector is not null
        && LabelSelector.From(term.LabelSelector).Matches(candidate.Metadata.Labels);

    /// <summary>The domain of a node under a topology key; null where the node has none.</summary>
    public static string? Domain(NodeInfo node, string key) => node.Node?.Metadata.Labels?.GetValueOrDefault(key);

    // Neither names nor a selector means the Pod's own namespace; an empty selector means all.
    private static bool InNamespace(PodAffinityTerm term, Pod owner, string ns, ClusterState cluster)
    {
        if (term.Namespaces is null or { Count: 0 } && term.NamespaceSelector is null)
            return ns == owner.Metadata.Namespace;
        return term.Namespaces?.Contains(ns) == true
            || (term.NamespaceSelector is not null && LabelSelector.From(term.NamespaceSelector).Matches(cluster.LabelsOfNamespace(ns)));
    }
}
