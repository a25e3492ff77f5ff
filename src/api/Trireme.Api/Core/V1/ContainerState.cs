namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerState</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState</c>, <c>Pod.status.containerStatuses.state</c>.</summary>
public sealed record ContainerState
{
    public ContainerStateRunning? Running { get; init; }

    public ContainerStateTerminated? Terminated { get; init; }

    public ContainerStateWaiting? Waiting { get; init; }
}
