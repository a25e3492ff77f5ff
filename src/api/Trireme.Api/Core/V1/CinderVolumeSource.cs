using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CinderVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.cinder</c>.</summary>
public sealed record CinderVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(4)]
    public LocalObjectReference? SecretRef { get; init; }

    [Required, ProtoField(1)]
    public string VolumeID { get; init => field = value ?? ""; } = "";
}
