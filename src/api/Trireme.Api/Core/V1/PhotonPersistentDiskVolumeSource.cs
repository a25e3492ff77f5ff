using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PhotonPersistentDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.photonPersistentDisk</c>.</summary>
public sealed record PhotonPersistentDiskVolumeSource
{
    [ProtoField(2, Plain = true)]
    public string? FsType { get; init; }

    [Required, ProtoField(1)]
    public string PdID { get; init => field = value ?? ""; } = "";
}
