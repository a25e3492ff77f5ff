using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>CinderVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.cinder</c>.</summary>
public sealed record CinderVolumeSource
{
    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    [Required]
    public string VolumeID { get; init => field = value ?? ""; } = "";
}
