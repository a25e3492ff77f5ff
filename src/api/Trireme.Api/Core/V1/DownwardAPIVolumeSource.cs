using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.downwardAPI</c>.</summary>
public sealed record DownwardAPIVolumeSource
{
    [Default(420), ProtoField(2)]
    public int? DefaultMode { get; init; }

    [ProtoField(1)]
    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
