using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>AzureDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.azureDisk</c>.</summary>
public sealed record AzureDiskVolumeSource
{
    [Default("ReadWrite")]
    public string? CachingMode { get; init; }

    [Required]
    public string DiskName { get; init => field = value ?? ""; } = "";

    [Required]
    public string DiskURI { get; init => field = value ?? ""; } = "";

    [Default("ext4")]
    public string? FsType { get; init; }

    [Default("Shared")]
    public string? Kind { get; init; }

    [Default(false)]
    public bool? ReadOnly { get; init; }
}
