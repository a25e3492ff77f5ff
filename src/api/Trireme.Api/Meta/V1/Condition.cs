using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Condition</c> of meta/v1, found at <c>Service.status.conditions</c>.</summary>
public sealed record Condition : ICondition<Condition>
{
    [Required]
    public DateTimeOffset LastTransitionTime { get; init; }

    [Required]
    public string Message { get; init => field = value ?? ""; } = "";

    public long? ObservedGeneration { get; init; }

    [Required]
    public string Reason { get; init => field = value ?? ""; } = "";

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<Condition>.TransitionTime => LastTransitionTime;

    Condition ICondition<Condition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time ?? default };
}
