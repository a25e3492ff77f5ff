using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NamespaceCondition</c> of core/v1, found at <c>Namespace.status.conditions</c>.</summary>
public sealed record NamespaceCondition : ICondition<NamespaceCondition>
{
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

    DateTimeOffset? ICondition<NamespaceCondition>.TransitionTime => LastTransitionTime;

    NamespaceCondition ICondition<NamespaceCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
