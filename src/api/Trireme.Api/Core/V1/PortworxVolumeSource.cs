using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PortworxVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.portworxVolume</c>.</summary>
public sealed record PortworxVolumeSource
{
    public string? FsType { get; init; }

    public bool? ReadOnly { get; init; }

    [Required]
    public string VolumeID { get; init => field = value ?? ""; } = "";
}
