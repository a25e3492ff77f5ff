using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSelectorTerm</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference</c>, <c>Pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms</c>.</summary>
[MapAtomic]
public sealed record NodeSelectorTerm
{
    public IReadOnlyList<NodeSelectorRequirement>? MatchExpressions { get; init; }

    public IReadOnlyList<NodeSelectorRequirement>? MatchFields { get; init; }
}
