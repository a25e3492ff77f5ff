using Trireme.Api.Core.V1;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;

namespace Trireme.Node.Pods;

/// <summary>
/// Decides from what a Pod wants and what the runtime has what to do next. Pure: no clock, no I/O. Called again after each step until
/// there is nothing left to do.
/// </summary>
internal sealed class PodPlanner
{
    private readonly PodSpec _spec;
    private readonly PodRuntimeState? _state;
    private readonly PodHealth _health;
    private readonly Func<Container, BackOff> _backOff;
    private readonly DateTimeOffset _now;
    private readonly SandboxState? _sandbox;
    private readonly List<PlannedKill> _kills = [];
    private readonly List<PlannedStart> _starts = [];
    private readonly List<PlannedWait> _waits = [];
    private DateTimeOffset? _wakeAt;
    private bool _failed;

    private PodPlanner(PodSpec spec, PodRuntimeState? state, PodHealth health, Func<Container, BackOff> backOff, DateTimeOffset now)
    {
        (_spec, _state, _health, _backOff, _now) = (spec, state, health, backOff, now);
        _sandbox = state?.ReadySandbox;
    }

    /// <summary>The plan.</summary>
    /// <param name="spec">What the Pod wants.</param>
    /// <param name="state">What the runtime has; null for nothing.</param>
    /// <param name="health">What probes have found.</param>
    /// <param name="backOff">The pauses of a container.</param>
    /// <param name="now">The time.</param>
    public static PodPlan Compute(PodSpec spec, PodRuntimeState? state, PodHealth health, Func<Container, BackOff> backOff, DateTimeOffset now) =>
        new PodPlanner(spec, state, health, backOff, now).Compute();

    private PodPlan Compute()
    {
        if (AllRegularDone())
            return new PodPlan { Sandbox = _sandbox, Finished = true };
        if (_sandbox is null)
        {
            return new PodPlan
            {
                CreateSandbox = true,
                SandboxAttempt = _state is { Sandboxes.Count: > 0 } ? _state.Sandboxes.Max(sandbox => sandbox.Attempt) + 1 : 0,
            };
        }
        PlanEphemeral();
        if (PlanInit())
            PlanRegular();
        return new PodPlan
        {
            Sandbox = _sandbox,
            Finished = _failed,
            Kills = _failed ? [] : _kills,
            Starts = _failed ? [] : _starts,
            Waits = _waits,
            WakeAt = _wakeAt,
        };
    }

    private bool AllRegularDone()
    {
        foreach (var container in _spec.Containers)
        {
            if (_state?.Newest(container.Name) is not { Phase: ContainerPhase.Exited } ended
                || RestartRules.ShouldRestart(_spec, container, ContainerKind.Regular, ended.ExitCode))
            {
                return false;
            }
        }
        return _spec.Containers.Count > 0;
    }

    private void PlanEphemeral()
    {
        foreach (var ephemeral in _spec.EphemeralContainers ?? [])
        {
            if (_state!.Newest(ephemeral.Name) is null)
                _starts.Add(new PlannedStart(PodContainers.AsContainer(ephemeral), ContainerKind.Ephemeral, null));
        }
    }

    /// <returns>Whether all init containers have done their part.</returns>
    private bool PlanInit()
    {
        var inits = _spec.InitContainers ?? [];
        var begun = _spec.Containers.Any(container => _state!.Newest(container.Name, _sandbox!.Id) is not null);
        var furthest = begun ? inits.Count : -1;
        for (var i = inits.Count - 1; i >= 0 && furthest < 0; i--)
            furthest = _state!.Newest(inits[i].Name, _sandbox!.Id) is null ? -1 : i;
        for (var i = 0; i < furthest; i++)
        {
            // What stands before one that has begun is through; only a sidecar has to be kept running.
            if (PodContainers.IsSidecar(inits[i]))
                Keep(inits[i], ContainerKind.Sidecar, _state!.Newest(inits[i].Name, _sandbox!.Id));
        }
        if (begun)
            return true;
        if (furthest >= 0 && !IsThrough(inits[furthest]))
            return false;
        if (furthest + 1 >= inits.Count)
            return true;
        var next = inits[furthest + 1];
        _starts.Add(new PlannedStart(next, PodContainers.InitKind(next), _state!.Newest(next.Name)));
        return false;
    }

    private bool IsThrough(Container container)
    {
        var kind = PodContainers.InitKind(container);
        var current = _state!.Newest(container.Name, _sandbox!.Id)!;
        if (kind == ContainerKind.Init && current.Phase == ContainerPhase.Exited)
        {
            if (current.ExitCode == 0)
                return true;
            if (!RestartRules.ShouldRestart(_spec, container, kind, current.ExitCode))
            {
                _failed = true;
                return false;
            }
        }
        Keep(container, kind, current);
        return kind == ContainerKind.Sidecar && _kills.Count == 0 && _health.IsStarted(container, current);
    }

    private void PlanRegular()
    {
        foreach (var container in _spec.Containers)
            Keep(container, ContainerKind.Regular, _state!.Newest(container.Name));
    }

    private void Keep(Container container, ContainerKind kind, RuntimeContainer? current)
    {
        switch (current?.Phase)
        {
            case ContainerPhase.Running:
                if (WhyKill(container, kind, current) is { } kill)
                    _kills.Add(kill);
                break;
            case ContainerPhase.Unknown:
                _kills.Add(new PlannedKill(container, kind, current, $"Container {container.Name} is in unknown state, try killing it before restart", null));
                break;
            case ContainerPhase.Exited:
                if (RestartRules.ShouldRestart(_spec, container, kind, current.ExitCode))
                    StartOrWait(container, kind, current);
                break;
            default:
                _starts.Add(new PlannedStart(container, kind, current));
                break;
        }
    }

    private void StartOrWait(Container container, ContainerKind kind, RuntimeContainer ended)
    {
        var backOff = _backOff(container);
        var at = backOff.NextTry(ended.FinishedAt ?? ended.CreatedAt);
        if (at <= _now)
        {
            _starts.Add(new PlannedStart(container, kind, ended));
            return;
        }
        _waits.Add(new PlannedWait(container, kind, backOff.Delay));
        if (_wakeAt is null || at < _wakeAt)
            _wakeAt = at;
    }

    private PlannedKill? WhyKill(Container container, ContainerKind kind, RuntimeContainer running)
    {
        var again = RestartRules.ShouldRestart(_spec, container, kind, 137) ? ", will be restarted" : "";
        if (running.Annotations.TryGetValue(RuntimeLabels.ContainerHash, out var hash) && hash != ContainerHash.Of(container) && kind != ContainerKind.Ephemeral)
            return new PlannedKill(container, kind, running, $"Container {container.Name} definition changed, will be restarted", null);
        if (_health.Get(running.Id, ProbeKind.Startup) == false && container.StartupProbe is { } startup)
            return new PlannedKill(container, kind, running, $"Container {container.Name} failed startup probe{again}", startup);
        if (_health.Get(running.Id, ProbeKind.Liveness) == false && container.LivenessProbe is { } liveness)
            return new PlannedKill(container, kind, running, $"Container {container.Name} failed liveness probe{again}", liveness);
        return null;
    }
}
