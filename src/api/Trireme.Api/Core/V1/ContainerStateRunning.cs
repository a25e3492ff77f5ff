using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStateRunning</c> of core/v1, found at <c>Pod.status.containerStatuses.lastState.running</c>.</summary>
public sealed record ContainerStateRunning
{
    [ProtoField(1)]
    public DateTimeOffset? StartedAt { get; init; }
}
