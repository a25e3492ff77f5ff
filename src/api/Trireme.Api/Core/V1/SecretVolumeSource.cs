using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>SecretVolumeSource</c> of core/v1, found at <c>Pod.spec.volumes.secret</c>.</summary>
public sealed record SecretVolumeSource
{
    [Default(420), ProtoField(3)]
    public int? DefaultMode { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<KeyToPath>? Items { get; init; }

    [ProtoField(4)]
    public bool? Optional { get; init; }

    [ProtoField(1, Plain = true)]
    public string? SecretName { get; init; }
}
