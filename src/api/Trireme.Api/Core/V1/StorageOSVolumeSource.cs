namespace Trireme.Api.Core.V1;

/// <summary>Type <c>StorageOSVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.storageos</c>.</summary>
public sealed record StorageOSVolumeSource
{
    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    public string? VolumeName { get; init; }

    public string? VolumeNamespace { get; init; }
}
