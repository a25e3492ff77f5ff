using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VsphereVirtualDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.vsphereVolume</c>.</summary>
public sealed record VsphereVirtualDiskVolumeSource
{
    public string? FsType { get; init; }

    public string? StoragePolicyID { get; init; }

    public string? StoragePolicyName { get; init; }

    [Required]
    public string VolumePath { get; init => field = value ?? ""; } = "";
}
