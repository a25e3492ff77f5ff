using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>RBDVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.rbd</c>.</summary>
public sealed record RBDVolumeSource
{
    public string? FsType { get; init; }

    [Required]
    public string Image { get; init => field = value ?? ""; } = "";

    [Default("/etc/ceph/keyring")]
    public string? Keyring { get; init; }

    [Required]
    public IReadOnlyList<string> Monitors { get; init => field = value ?? []; } = [];

    [Default("rbd")]
    public string? Pool { get; init; }

    public bool? ReadOnly { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    [Default("admin")]
    public string? User { get; init; }
}
