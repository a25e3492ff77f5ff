using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeCondition</c> of core/v1, found at <c>Node.status.conditions</c>.</summary>
public sealed record NodeCondition : ICondition<NodeCondition>
{
    public DateTimeOffset? LastHeartbeatTime { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<NodeCondition>.TransitionTime => LastTransitionTime;

    NodeCondition ICondition<NodeCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
