using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NamespaceCondition</c> of core/v1, found at <c>Namespace.status.conditions</c>.</summary>
public sealed record NamespaceCondition : ICondition<NamespaceCondition>
{
    public DateTimeOffset? LastTransitionTime { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<NamespaceCondition>.TransitionTime => LastTransitionTime;

    NamespaceCondition ICondition<NamespaceCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
