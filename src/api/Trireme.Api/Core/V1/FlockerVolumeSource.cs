namespace Trireme.Api.Core.V1;

/// <summary>Type <c>FlockerVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.flocker</c>.</summary>
public sealed record FlockerVolumeSource
{
    public string? DatasetName { get; init; }

    public string? DatasetUUID { get; init; }
}
