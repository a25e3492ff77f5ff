namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodAffinity</c> of core/v1, found at <c>Pod.spec.affinity.podAffinity</c>.</summary>
public sealed record PodAffinity
{
    public IReadOnlyList<WeightedPodAffinityTerm>? PreferredDuringSchedulingIgnoredDuringExecution { get; init; }

    public IReadOnlyList<PodAffinityTerm>? RequiredDuringSchedulingIgnoredDuringExecution { get; init; }
}
