using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Toleration</c> of core/v1, found at <c>Pod.spec.tolerations</c>.</summary>
public sealed record Toleration
{
    [OneOf("NoSchedule", "PreferNoSchedule", "NoExecute")]
    public string? Effect { get; init; }

    public string? Key { get; init; }

    [OneOf("Equal", "Exists", "Lt", "Gt")]
    public string? Operator { get; init; }

    public long? TolerationSeconds { get; init; }

    public string? Value { get; init; }
}
