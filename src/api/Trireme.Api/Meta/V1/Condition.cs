using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Condition</c> of meta/v1, found at <c>Service.status.conditions</c>.</summary>
public sealed record Condition : ICondition<Condition>
{
    [Required, ProtoField(4)]
    public DateTimeOffset LastTransitionTime { get; init; }

    [Required, ProtoField(6)]
    public string Message { get; init => field = value ?? ""; } = "";

    [ProtoField(3, Plain = true)]
    public long? ObservedGeneration { get; init; }

    [Required, ProtoField(5)]
    public string Reason { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<Condition>.TransitionTime => LastTransitionTime;

    Condition ICondition<Condition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time ?? default };
}
