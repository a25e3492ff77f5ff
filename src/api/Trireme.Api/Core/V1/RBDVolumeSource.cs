using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>RBDVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.rbd</c>.</summary>
public sealed record RBDVolumeSource
{
    [ProtoField(3, Plain = true)]
    public string? FsType { get; init; }

    [Required, ProtoField(2)]
    public string Image { get; init => field = value ?? ""; } = "";

    [Default("/etc/ceph/keyring"), ProtoField(6, Plain = true)]
    public string? Keyring { get; init; }

    [Required, ProtoField(1)]
    public IReadOnlyList<string> Monitors { get; init => field = value ?? []; } = [];

    [Default("rbd"), ProtoField(4, Plain = true)]
    public string? Pool { get; init; }

    [ProtoField(8, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(7)]
    public LocalObjectReference? SecretRef { get; init; }

    [Default("admin"), ProtoField(5, Plain = true)]
    public string? User { get; init; }
}
