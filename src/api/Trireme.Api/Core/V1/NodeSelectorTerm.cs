using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSelectorTerm</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference</c>, <c>Pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms</c>.</summary>
[MapAtomic]
public sealed record NodeSelectorTerm
{
    [ProtoField(1)]
    public IReadOnlyList<NodeSelectorRequirement>? MatchExpressions { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<NodeSelectorRequirement>? MatchFields { get; init; }
}
