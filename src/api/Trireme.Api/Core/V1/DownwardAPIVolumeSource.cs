using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>DownwardAPIVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.downwardAPI</c>.</summary>
public sealed record DownwardAPIVolumeSource
{
    [Default(420)]
    public int? DefaultMode { get; init; }

    public IReadOnlyList<DownwardAPIVolumeFile>? Items { get; init; }
}
