using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodCondition</c> of core/v1, found at <c>Pod.status.conditions</c>.</summary>
public sealed record PodCondition : ICondition<PodCondition>
{
    [ProtoField(3)]
    public DateTimeOffset? LastProbeTime { get; init; }

    [ProtoField(4)]
    public DateTimeOffset? LastTransitionTime { get; init; }

    [ProtoField(6, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(7, Plain = true)]
    public long? ObservedGeneration { get; init; }

    [ProtoField(5, Plain = true)]
    public string? Reason { get; init; }

    [Required, ProtoField(2)]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<PodCondition>.TransitionTime => LastTransitionTime;

    PodCondition ICondition<PodCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
