using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodAntiAffinity</c> of core/v1, found at <c>Pod.spec.affinity.podAntiAffinity</c>.</summary>
public sealed record PodAntiAffinity
{
    [ProtoField(2)]
    public IReadOnlyList<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }

    [ProtoField(1)]
    public IReadOnlyList<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }
}
