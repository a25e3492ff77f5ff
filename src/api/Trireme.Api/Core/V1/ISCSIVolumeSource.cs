using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ISCSIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.iscsi</c>.</summary>
public sealed record ISCSIVolumeSource
{
    public bool? ChapAuthDiscovery { get; init; }

    public bool? ChapAuthSession { get; init; }

    public string? FsType { get; init; }

    public string? InitiatorName { get; init; }

    [Required]
    public string Iqn { get; init => field = value ?? ""; } = "";

    [Default("default")]
    public string? IscsiInterface { get; init; }

    [Required]
    public int Lun { get; init; }

    public IReadOnlyList<string>? Portals { get; init; }

    public bool? ReadOnly { get; init; }

    public LocalObjectReference? SecretRef { get; init; }

    [Required]
    public string TargetPortal { get; init => field = value ?? ""; } = "";
}
