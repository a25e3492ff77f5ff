using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIProjection</c> of core/v1, found at <c>Pod.spec.volumes.projected.sources.downwardAPI</c>.</summary>
public sealed record DownwardAPIProjection
{
    [ProtoField(1)]
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
