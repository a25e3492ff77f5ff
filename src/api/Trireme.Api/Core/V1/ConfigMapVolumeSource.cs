using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.configMap</c>.</summary>
public sealed record ConfigMapVolumeSource
{
    [Default(420)]
    public int? DefaultMode { get; init; }

    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
