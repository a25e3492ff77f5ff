using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ScaleIOVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.scaleIO</c>.</summary>
public sealed record ScaleIOVolumeSource
{
    [Default("xfs")]
    public string? FsType { get; init; }

    [Required]
    public string Gateway { get; init => field = value ?? ""; } = "";

    public string? ProtectionDomain { get; init; }

    public bool? ReadOnly { get; init; }

    [Required]
    public LocalObjectReference SecretRef { get; init => field = value ?? new(); } = new();

    public bool? SslEnabled { get; init; }

    [Default("ThinProvisioned")]
    public string? StorageMode { get; init; }

    public string? StoragePool { get; init; }

    [Required]
    public string System { get; init => field = value ?? ""; } = "";

    public string? VolumeName { get; init; }
}
