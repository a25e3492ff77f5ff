using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Taint</c> of core/v1, found at <c>Node.spec.taints</c>.</summary>
public sealed record Taint
{
    [Required, OneOf("NoSchedule", "PreferNoSchedule", "NoExecute")]
    public string Effect { get; init => field = value ?? ""; } = "";

    [Required]
    public string Key { get; init => field = value ?? ""; } = "";

    public DateTimeOffset? TimeAdded { get; init; }

    public string? Value { get; init; }
}
