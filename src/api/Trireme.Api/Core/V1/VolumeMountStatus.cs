using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeMountStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.volumeMounts</c>.</summary>
public sealed record VolumeMountStatus
{
    [Required, ProtoField(2)]
    public string MountPath { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(3, Plain = true)]
    public bool? ReadOnly { get; init; }

    [ProtoField(4)]
    public string? RecursiveReadOnly { get; init; }

    [ProtoField(5)]
    public VolumeStatus? VolumeStatus { get; init; }
}
