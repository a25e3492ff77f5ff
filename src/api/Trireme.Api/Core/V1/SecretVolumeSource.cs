using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.secret</c>.</summary>
public sealed record SecretVolumeSource
{
    [Default(420)]
    public int? DefaultMode { get; init; }

    public IReadOnlyList<KeyToPath>? Items { get; init; }

    public bool? Optional { get; init; }

    public string? SecretName { get; init; }
}
