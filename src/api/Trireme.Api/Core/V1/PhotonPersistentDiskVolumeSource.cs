using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PhotonPersistentDiskVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.photonPersistentDisk</c>.</summary>
public sealed record PhotonPersistentDiskVolumeSource
{
    public string? FsType { get; init; }

    [Required]
    public string PdID { get; init => field = value ?? ""; } = "";
}
