namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ImageVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.image</c>.</summary>
public sealed record ImageVolumeSource
{
    public string? PullPolicy { get; init; }

    public string? Reference { get; init; }
}
