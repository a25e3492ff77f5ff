using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeAffinity</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity</c>.</summary>
public sealed record NodeAffinity
{
    [ProtoField(2)]
    public IReadOnlyList<PreferredSchedulingTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }

    [ProtoField(1)]
    public NodeSelector? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }
}
