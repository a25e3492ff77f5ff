using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ScaleIOVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.scaleIO</c>.</summary>
public sealed record ScaleIOVolumeSource
{
    [Default("xfs"), ProtoField(9, Plain = true)]
    public string? FsType { get; init; }

    [Required, ProtoField(1)]
    public string Gateway { get; init => field = value ?? ""; } = "";

    [ProtoField(5, Plain = true)]
    public string? ProtectionDomain { get; init; }

    [ProtoField(10, Plain = true)]
    public bool? ReadOnly { get; init; }

    [Required, ProtoField(3)]
    public LocalObjectReference SecretRef { get; init => field = value ?? new(); } = new();

    [ProtoField(4, Plain = true)]
    public bool? SslEnabled { get; init; }

    [Default("ThinProvisioned"), ProtoField(7, Plain = true)]
    public string? StorageMode { get; init; }

    [ProtoField(6, Plain = true)]
    public string? StoragePool { get; init; }

    [Required, ProtoField(2)]
    public string System { get; init => field = value ?? ""; } = "";

    [ProtoField(8, Plain = true)]
    public string? VolumeName { get; init; }
}
