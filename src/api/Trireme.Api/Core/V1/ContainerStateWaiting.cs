namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStateWaiting</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState.waiting</c>.</summary>
public sealed record ContainerStateWaiting
{
    public string? Message { get; init; }

    public string? Reason { get; init; }
}
