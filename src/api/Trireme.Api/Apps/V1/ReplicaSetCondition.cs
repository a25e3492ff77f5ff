using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetCondition</c> of apps/v1, found at <c>ReplicaSet.status.conditions</c>.</summary>
public sealed record ReplicaSetCondition : ICondition<ReplicaSetCondition>
{
    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<ReplicaSetCondition>.TransitionTime => LastTransitionTime;

    ReplicaSetCondition ICondition<ReplicaSetCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
