using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EphemeralVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral</c>.</summary>
public sealed record EphemeralVolumeSource
{
    [ProtoField(1)]
    public PersistentVolumeClaimTemplate? VolumeClaimTemplate { get; init; }
}
