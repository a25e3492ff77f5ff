using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>GCEPersistentDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.gcePersistentDisk</c>.</summary>
public sealed record GCEPersistentDiskVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(3, Plain = true)]
    public int? Partition { get; init; }

    [Required, ProtoField(1)]
    public string PdName { get; init => field = value ?? ""; } = "";

    [ProtoField(4, Plain = true)]
    public bool? ReadOnly { get; init; }
}
