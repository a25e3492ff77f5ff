using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Lifecycle</c> of core/v1, found at <c>Pod.spec.containers.lifecycle</c>, <c>Pod.spec.ephemeralContainers.lifecycle</c>.</summary>
public sealed record Lifecycle
{
    [ProtoField(1)]
    public LifecycleHandler? PostStart { get; init; }

    [ProtoField(2)]
    public LifecycleHandler? PreStop { get; init; }

    [ProtoField(3)]
    public string? StopSignal { get; init; }
}
