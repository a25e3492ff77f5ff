namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.downwardAPI</c>.</summary>
public sealed record DownwardAPIProjection
{
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
