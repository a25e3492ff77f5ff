using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>StorageOSVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.storageos</c>.</summary>
public sealed record StorageOSVolumeSource
{
    [ProtoField(3, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(5)]
    public LocalObjectReference? SecretRef { get; init; }

    [ProtoField(1, Plain = true)]
    public string? VolumeName { get; init; }

    [ProtoField(2, Plain = true)]
    public string? VolumeNamespace { get; init; }
}
