using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AzureDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.azureDisk</c>.</summary>
public sealed record AzureDiskVolumeSource
{
    [Default("ReadWrite"), ProtoField(3)]
    public string? CachingMode { get; init; }

    [Required, ProtoField(1)]
    public string DiskName { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string DiskURI { get; init => field = value ?? ""; } = "";

    [Default("ext4"), ProtoField(4)]
    public string? FsType { get; init; }

    [Default("Shared"), ProtoField(6)]
    public string? Kind { get; init; }

    [Default(false), ProtoField(5)]
    public bool? ReadOnly { get; init; }
}
