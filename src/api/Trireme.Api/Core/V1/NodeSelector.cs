using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSelector</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution</c>.</summary>
[MapAtomic]
public sealed record NodeSelector
{
    [Required, ListAtomic, ProtoField(1)]
    public IReadOnlyList<NodeSelectorTerm> NodeSelectorTerms { get; init => field = value ?? []; } = [];
}
