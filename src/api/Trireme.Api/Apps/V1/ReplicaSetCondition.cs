using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetCondition</c> of apps/v1, found at <c>ReplicaSet.status.conditions</c>.</summary>
public sealed record ReplicaSetCondition : ICondition<ReplicaSetCondition>
{
    [ProtoField(3)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    [ProtoField(5, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Reason { get; init; }

    [Required, ProtoField(2)]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<ReplicaSetCondition>.TransitionTime => LastTransitionTime;

    ReplicaSetCondition ICondition<ReplicaSetCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
