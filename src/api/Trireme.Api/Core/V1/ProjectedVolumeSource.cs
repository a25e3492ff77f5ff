using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ProjectedVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.projected</c>.</summary>
public sealed record ProjectedVolumeSource
{
    [Default(420), ProtoField(2)]
    public int? DefaultMode { get; init; }

    [ProtoField(1)]
    public IReadOnlyList<VolumeProjection>? Sources { get; init; }
}
