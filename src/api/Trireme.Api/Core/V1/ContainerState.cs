using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerState</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState</c>, <c>Pod.status.containerStatuses.state</c>.</summary>
public sealed record ContainerState
{
    [ProtoField(2)]
    public ContainerStateRunning? Running { get; init; }

    [ProtoField(3)]
    public ContainerStateTerminated? Terminated { get; init; }

    [ProtoField(1)]
    public ContainerStateWaiting? Waiting { get; init; }
}
