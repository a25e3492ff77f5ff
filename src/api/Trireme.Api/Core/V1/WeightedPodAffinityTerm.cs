using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>WeightedPodAffinityTerm</c> of core/v1, found at <c>Pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution</c>, <c>Pod.spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution</c>.</summary>
public sealed record WeightedPodAffinityTerm
{
    [Required, ProtoField(2)]
    public PodAffinityTerm PodAffinityTerm { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(1)]
    public int Weight { get; init; }
}
