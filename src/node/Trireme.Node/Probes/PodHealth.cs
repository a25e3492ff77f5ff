using System.Collections.Concurrent;
using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;

namespace Trireme.Node.Probes;

/// <summary>What the probes of one Pod have found so far, by container id. Thread-safe.</summary>
internal sealed class PodHealth
{
    private readonly ConcurrentDictionary<(string ContainerId, ProbeKind Kind), bool> _results = new();

    /// <summary>Notes a result.</summary>
    /// <returns>Whether it differs from the one before.</returns>
    public bool Set(string containerId, ProbeKind kind, bool success)
    {
        var changed = true;
        _results.AddOrUpdate((containerId, kind), success, (_, before) =>
        {
            changed = before != success;
            return success;
        });
        return changed;
    }

    /// <summary>The result; null where there is none yet.</summary>
    public bool? Get(string containerId, ProbeKind kind) => _results.TryGetValue((containerId, kind), out var success) ? success : null;

    /// <summary>Forgets a container.</summary>
    public void Forget(string containerId)
    {
        _results.TryRemove((containerId, ProbeKind.Startup), out _);
        _results.TryRemove((containerId, ProbeKind.Liveness), out _);
        _results.TryRemove((containerId, ProbeKind.Readiness), out _);
    }

    /// <summary>Whether a container has come up: it runs, and its startup probe, if it has one, has passed.</summary>
    public bool IsStarted(Container container, RuntimeContainer? running) =>
        running is { Phase: ContainerPhase.Running } && (container.StartupProbe is null || Get(running.Id, ProbeKind.Startup) == true);

    /// <summary>Whether a container is ready: it has come up, and its readiness probe, if it has one, passes.</summary>
    public bool IsReady(Container container, RuntimeContainer? running) =>
        IsStarted(container, running) && (container.ReadinessProbe is null || Get(running!.Id, ProbeKind.Readiness) == true);
}
