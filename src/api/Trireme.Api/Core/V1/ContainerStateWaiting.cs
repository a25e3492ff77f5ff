using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStateWaiting</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState.waiting</c>.</summary>
public sealed record ContainerStateWaiting
{
    [ProtoField(2, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Reason { get; init; }
}
