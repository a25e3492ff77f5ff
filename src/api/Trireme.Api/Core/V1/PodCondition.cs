using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodCondition</c> of core/v1, found at <c>Pod.status.conditions</c>.</summary>
public sealed record PodCondition : ICondition<PodCondition>
{
    public DateTimeOffset? LastProbeTime { get; init; }

    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Message { get; init; }

    public long? ObservedGeneration { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<PodCondition>.TransitionTime => LastTransitionTime;

    PodCondition ICondition<PodCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
