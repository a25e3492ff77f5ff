using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PersistentVolumeClaimVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.persistentVolumeClaim</c>.</summary>
public sealed record PersistentVolumeClaimVolumeSource
{
    [Required, ProtoField(1)]
    public string ClaimName { get; init => field = value ?? ""; } = "";

    [ProtoField(2, Plain = true)]
    public bool? ReadOnly { get; init; }
}
