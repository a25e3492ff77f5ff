using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>VolumeStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.volumeMounts.volumeStatus</c>.</summary>
public sealed record VolumeStatus
{
    [ProtoField(1)]
    public ImageVolumeStatus? Image { get; init; }
}
