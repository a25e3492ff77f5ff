using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ISCSIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.iscsi</c>.</summary>
public sealed record ISCSIVolumeSource
{
    [ProtoField(8, Plain = true)]
    public bool? ChapAuthDiscovery { get; init; }

    [ProtoField(11, Plain = true)]
    public bool? ChapAuthSession { get; init; }

    [ProtoField(5, Plain = true)]
    public string? FsType { get; init; }

    [ProtoField(12)]
    public string? InitiatorName { get; init; }

    [Required, ProtoField(2)]
    public string Iqn { get; init => field = value ?? ""; } = "";

    [Default("default"), ProtoField(4, Plain = true)]
    public string? IscsiInterface { get; init; }

    [Required, ProtoField(3)]
    public int Lun { get; init; }

    [ProtoField(7)]
    public IReadOnlyList<string>? Portals { get; init; }

    [ProtoField(6, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(10)]
    public LocalObjectReference? SecretRef { get; init; }

    [Required, ProtoField(1)]
    public string TargetPortal { get; init => field = value ?? ""; } = "";
}
