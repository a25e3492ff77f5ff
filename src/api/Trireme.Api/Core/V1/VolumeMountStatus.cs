using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeMountStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.volumeMounts</c>.</summary>
public sealed record VolumeMountStatus
{
    [Required]
    public string MountPath { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public bool? ReadOnly { get; init; }

    public string? RecursiveReadOnly { get; init; }

    public VolumeStatus? VolumeStatus { get; init; }
}
