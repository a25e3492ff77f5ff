using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ImageVolumeStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.volumeMounts.volumeStatus.image</c>.</summary>
public sealed record ImageVolumeStatus
{
    [Required, ProtoField(1)]
    public string ImageRef { get; init => field = value ?? ""; } = "";
}
