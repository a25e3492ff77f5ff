using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeCondition</c> of core/v1, found at <c>Node.status.conditions</c>.</summary>
public sealed record NodeCondition : ICondition<NodeCondition>
{
    [ProtoField(3)]
    public DateTimeOffset? LastHeartbeatTime { get; init; }

    [ProtoField(4)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    [ProtoField(6, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(5, Plain = true)]
    public string? Reason { get; init; }

    [Required, ProtoField(2)]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<NodeCondition>.TransitionTime => LastTransitionTime;

    NodeCondition ICondition<NodeCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
