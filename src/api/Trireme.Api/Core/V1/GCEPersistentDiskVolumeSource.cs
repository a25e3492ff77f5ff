using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GCEPersistentDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.gcePersistentDisk</c>.</summary>
public sealed record GCEPersistentDiskVolumeSource
{
    public string? FsType { get; init; }

    public int? Partition { get; init; }

    [Required]
    public string PdName { get; init => field = value ?? ""; } = "";

    public bool? ReadOnly { get; init; }
}
