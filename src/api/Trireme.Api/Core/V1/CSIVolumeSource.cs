using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CSIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.csi</c>.</summary>
public sealed record CSIVolumeSource
{
    [Required, ProtoField(1)]
    public string Driver { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public string? FsType { get; init; }

    [ProtoField(5)]
    public LocalObjectReference? NodePublishSecretRef { get; init; }

    [ProtoField(2)]
    public bool? ReadOnly { get; init; }

    [ProtoField(4)]
    public IReadOnlyDictionary<string, string>? VolumeAttributes { get; init; }
}
