namespace Trireme.Api.Core.V1;

/// <summary>Type <c>Lifecycle</c> of core/v1, found at <c>Pod.spec.containers.lifecycle</c>, <c>Pod.spec.ephemeralContainers.lifecycle</c>.</summary>
public sealed record Lifecycle
{
    public LifecycleHandler? PostStart { get; init; }

    public LifecycleHandler? PreStop { get; init; }

    public string? StopSignal { get; init; }
}
