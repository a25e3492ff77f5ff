using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>LabelSelector</c> of meta/v1, found at <c>Pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm.labelSelector</c>, <c>Pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm.namespaceSelector</c>, <c>Pod.spec.topologySpreadConstraints.labelSelector</c>.</summary>
[MapAtomic]
public sealed record LabelSelector
{
    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }

    [ProtoField(1)]
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }
}
