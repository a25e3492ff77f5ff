using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Affinity</c> of core/v1, found at <c>Pod.spec.affinity</c>.</summary>
public sealed record Affinity
{
    [ProtoField(1)]
    public NodeAffinity? NodeAffinity { get; init; }

    [ProtoField(2)]
    public PodAffinity? PodAffinity { get; init; }

    [ProtoField(3)]
    public PodAntiAffinity? PodAntiAffinity { get; init; }
}
