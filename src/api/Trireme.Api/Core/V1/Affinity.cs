namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Affinity</c> of core/v1, found at <c>Pod.spec.affinity</c>.</summary>
public sealed record Affinity
{
    public NodeAffinity? NodeAffinity { get; init; }

    public PodAffinity? PodAffinity { get; init; }

    public PodAntiAffinity? PodAntiAffinity { get; init; }
}
