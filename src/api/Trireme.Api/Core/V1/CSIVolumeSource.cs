using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CSIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.csi</c>.</summary>
public sealed record CSIVolumeSource
{
    [Required]
    public string Driver { get; init => field = value ?? ""; } = "";

    public string? FsType { get; init; }

    public LocalObjectReference? NodePublishSecretRef { get; init; }

    public bool? ReadOnly { get; init; }

    public IReadOnlyDictionary<string, string>? VolumeAttributes { get; init; }
}
