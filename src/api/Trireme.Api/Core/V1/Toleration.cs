using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Toleration</c> of core/v1, found at <c>Pod.spec.tolerations</c>.</summary>
public sealed record Toleration
{
    [OneOf("NoSchedule", "PreferNoSchedule", "NoExecute"), ProtoField(4, Plain = true)]
    public string? Effect { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Key { get; init; }

    [OneOf("Equal", "Exists", "Lt", "Gt"), ProtoField(2, Plain = true)]
    public string? Operator { get; init; }

    [ProtoField(5)]
    public long? TolerationSeconds { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Value { get; init; }
}
