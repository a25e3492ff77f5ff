using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VsphereVirtualDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.vsphereVolume</c>.</summary>
public sealed record VsphereVirtualDiskVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(4, Plain = true)]
    public string? StoragePolicyID { get; init; }

    [ProtoField(3, Plain = true)]
    public string? StoragePolicyName { get; init; }

    [Required, ProtoField(1)]
    public string VolumePath { get; init => field = value ?? ""; } = "";
}
