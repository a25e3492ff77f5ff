using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Runtime;

namespace Trireme.Node.Probes;

/// <summary>The probes of one Pod: started with its containers, stopped with them. For one task.</summary>
internal sealed class PodProbes(ProbeContext context) : IDisposable
{
    private readonly Dictionary<string, Running> _containers = new(StringComparer.Ordinal);

    /// <summary>Starts probes of containers that run and stops those of containers that do not.</summary>
    public void Sync(PodSpec spec, PodRuntimeState? state)
    {
        foreach (var (container, kind) in PodContainers.All(spec))
        {
            if (kind is ContainerKind.Init or ContainerKind.Ephemeral || (container.StartupProbe ?? container.LivenessProbe ?? container.ReadinessProbe) is null)
                continue;
            var current = state?.Newest(container.Name);
            if (_containers.TryGetValue(container.Name, out var running) && (current is not { Phase: ContainerPhase.Running } || current.Id != running.Id))
            {
                running.Dispose();
                context.Health.Forget(running.Id);
                _containers.Remove(container.Name);
            }
            if (current is { Phase: ContainerPhase.Running } && !_containers.ContainsKey(container.Name))
                _containers.Add(container.Name, Begin(container, current));
        }
        foreach (var running in _containers.Values)
            running.NoteStarted(context.Health);
    }

    /// <summary>The Pod is ending: only readiness still matters.</summary>
    public void StopLivenessAndStartup()
    {
        foreach (var running in _containers.Values)
            running.StopLivenessAndStartup();
    }

    /// <summary>Stops all probes.</summary>
    public void Dispose()
    {
        foreach (var running in _containers.Values)
            running.Dispose();
        _containers.Clear();
    }

    private Running Begin(Container container, RuntimeContainer current)
    {
        var running = new Running(current.Id, container.StartupProbe is not null);
        Add(container.StartupProbe, ProbeKind.Startup);
        Add(container.LivenessProbe, ProbeKind.Liveness);
        Add(container.ReadinessProbe, ProbeKind.Readiness);
        return running;

        void Add(Probe? probe, ProbeKind kind)
        {
            if (probe is null || (kind == ProbeKind.Startup && context.Health.Get(current.Id, ProbeKind.Startup) == true))
                return;
            var worker = new ContainerProbe(context, container, probe, kind, current, running.Started);
            running.Probes.Add((kind, worker));
            worker.Start();
        }
    }

    private sealed class Running(string id, bool waitsForStartup) : IDisposable
    {
        private readonly TaskCompletionSource _started = waitsForStartup ? new(TaskCreationOptions.RunContinuationsAsynchronously) : Completed();

        public string Id { get; } = id;

        public Task Started => _started.Task;

        public List<(ProbeKind Kind, ContainerProbe Probe)> Probes { get; } = [];

        public void NoteStarted(PodHealth health)
        {
            if (health.Get(Id, ProbeKind.Startup) == true)
                _started.TrySetResult();
        }

        public void StopLivenessAndStartup()
        {
            foreach (var (kind, probe) in Probes)
            {
                if (kind != ProbeKind.Readiness)
                    probe.Dispose();
            }
            Probes.RemoveAll(pair => pair.Kind != ProbeKind.Readiness);
        }

        public void Dispose()
        {
            foreach (var (_, probe) in Probes)
                probe.Dispose();
            Probes.Clear();
        }

        private static TaskCompletionSource Completed()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }
    }
}
