using Trireme.Api.Core.V1;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;
using Trireme.Node.Statuses;

namespace Trireme.Node.Pods;

internal sealed partial class PodWorker
{
    // Each round does something; a Pod that needs more of them at one go is seen again at once, after others had their turn.
    private const int MaximumRounds = 100;
    private static readonly TimeSpan FirstVolumePause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestVolumePause = TimeSpan.FromSeconds(122);
    private const int QuickLooks = 4;
    private static readonly TimeSpan FirstQuickLook = TimeSpan.FromMilliseconds(50);
    private int _quickLooks;
    private TimeSpan _volumePause = FirstVolumePause;
    private DateTimeOffset? _refreshVolumesAt;
    private TimeSpan _sandboxPause = TimeSpan.Zero;
    private DateTimeOffset _sandboxRetryAt;

    private async Task BringUpAsync(CancellationToken cancellationToken)
    {
        if (!Admit())
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        Publish();
        if (PassedDeadline())
        {
            await FinishAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        if (!await SetUpVolumesAsync(cancellationToken).ConfigureAwait(false))
            return;
        for (var round = 0; round < MaximumRounds; round++)
        {
            var state = _pod.State;
            _probes?.Sync(_pod.Pod.Spec, state);
            var plan = PodPlanner.Compute(_pod.Pod.Spec, state, _pod.Health, _pod.BackOffOf, _services.Time.GetUtcNow());
            NoteWaits(plan.Waits);
            Later(plan.WakeAt);
            if (plan.Finished)
            {
                _terminal = true;
                await FinishAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            if (!await CarryOutAsync(plan, state, cancellationToken).ConfigureAwait(false) && !await LookAgainAsync(plan, cancellationToken).ConfigureAwait(false))
            {
                Publish();
                return;
            }
            Publish();
        }
        Later(_services.Time.GetUtcNow());
    }

    /// <returns>Whether anything was done, so that it is worth looking again.</returns>
    private async Task<bool> CarryOutAsync(PodPlan plan, PodRuntimeState? state, CancellationToken cancellationToken)
    {
        foreach (var kill in plan.Kills)
            await _containers.StopAsync(state!.Runtime, kill.Container, kill.Kind, kill.Running, _containers.Grace(kill.FailedProbe), kill.Message, cancellationToken).ConfigureAwait(false);
        if (plan.Kills.Count > 0)
        {
            if (plan.Kills.Any(kill => _pod.State?.Containers.Any(other => other.Id == kill.Running.Id && other.Phase is ContainerPhase.Running or ContainerPhase.Unknown) != true))
                return true;
            // The runtime says that it ended them and shows them as before: asking again at once would not help.
            Later(_services.Time.GetUtcNow() + AfterFailure);
            return false;
        }
        if (plan.CreateSandbox)
            return await CreateSandboxAsync(plan.SandboxAttempt, cancellationToken).ConfigureAwait(false);
        var any = false;
        foreach (var start in plan.Starts)
        {
            if (start.Kind == ContainerKind.Init)
                _quickLooks = QuickLooks;
            any |= await _launcher.StartAsync(state!.Runtime, plan.Sandbox!, start, cancellationToken).ConfigureAwait(false);
            if (_pod.RetryAt.TryGetValue(start.Container.Name, out var at))
                Later(at);
            Publish();
        }
        return any;
    }

    // Init containers are often over in a moment: a few quick looks right after the start spare the others the wait for the next list.
    private async Task<bool> LookAgainAsync(PodPlan plan, CancellationToken cancellationToken)
    {
        if (_quickLooks == 0 || plan.Sandbox is null || _pod.State is not { } state)
            return false;
        var running = (_pod.Pod.Spec.InitContainers ?? []).Where(container => !PodContainers.IsSidecar(container))
            .Select(container => state.Newest(container.Name, plan.Sandbox.Id))
            .FirstOrDefault(container => container is { Phase: ContainerPhase.Running });
        if (running is null)
            return false;
        var seen = await _services.Inspector.InspectAsync(state.Runtime, running.Id, running.SandboxId, cancellationToken).ConfigureAwait(false);
        if (seen is { Phase: ContainerPhase.Running })
        {
            Later(_services.Time.GetUtcNow() + (FirstQuickLook * (1 << (QuickLooks - _quickLooks))));
            _quickLooks--;
            return false;
        }
        _services.View.Update(_pod.Uid, now => seen is null ? now?.WithoutContainer(running.Id) : now?.With(seen));
        return true;
    }

    private bool Admit()
    {
        if (_admitted)
            return true;
        // A Pod that was here before the agent was restarted is not asked again: it would be ended for having run.
        var adopt = _pod.State is { Sandboxes.Count: > 0 } || _pod.Pod.Status.StartTime is not null;
        if (_services.Admission.Admit(_pod.Pod, adopt) is { } refusal)
        {
            _failure = refusal with { Message = $"Pod was rejected: {refusal.Message}" };
            _pod.Events.Warning(refusal.Reason, refusal.Message);
            return false;
        }
        _admitted = true;
        if (adopt)
            Adopt();
        return true;
    }

    // What was ready stays ready until a probe says otherwise: a restart of the agent must not take Pods out of their Services.
    private void Adopt()
    {
        foreach (var status in (_pod.Pod.Status.ContainerStatuses ?? []).Concat(_pod.Pod.Status.InitContainerStatuses ?? []))
        {
            if (status.State?.Running is null || status.ContainerID is not { } full || full.IndexOf("://", StringComparison.Ordinal) is not (> 0 and var at))
                continue;
            var id = full[(at + 3)..];
            if (status.Started == true)
                _pod.Health.Set(id, ProbeKind.Startup, true);
            if (status.Ready)
                _pod.Health.Set(id, ProbeKind.Readiness, true);
        }
        if (_pod.State is { } state)
            BeginProbes(state.Runtime);
    }

    private bool PassedDeadline()
    {
        if (_pod.Pod.Spec.ActiveDeadlineSeconds is not { } seconds || _pod.Status.StartTime is not { } start)
            return false;
        var end = start + TimeSpan.FromSeconds(seconds);
        if (end > _services.Time.GetUtcNow())
        {
            Later(end);
            return false;
        }
        const string Message = "Pod was active on the node longer than the specified deadline";
        _failure = new WaitingCause("DeadlineExceeded", Message);
        _pod.Events.Normal("DeadlineExceeded", Message);
        return true;
    }

    private async Task<bool> SetUpVolumesAsync(CancellationToken cancellationToken)
    {
        Later(_refreshVolumesAt);
        if (!_volumesStale && !(_refreshVolumesAt <= _services.Time.GetUtcNow()))
            return true;
        // Before the reading, so that a change that comes while it goes on is read again.
        _volumesStale = false;
        var outcome = await _services.Volumes.SetUpAsync(_pod.Pod, _pod.Running, cancellationToken).ConfigureAwait(false);
        _refreshVolumesAt = outcome.RefreshAt;
        Later(_refreshVolumesAt);
        foreach (var failure in outcome.Failures)
            _pod.Events.Warning("FailedMount", $"MountVolume.SetUp failed for volume \"{failure.Name}\" : {failure.Message}");
        if (outcome.Failures.Count == 0)
        {
            _pod.Volumes = outcome.Volumes;
            _volumePause = FirstVolumePause;
            return true;
        }
        _volumesStale = true;
        Later(_services.Time.GetUtcNow() + _volumePause);
        _volumePause = TimeSpan.FromTicks(Math.Min(_volumePause.Ticks * 2, LongestVolumePause.Ticks));
        // What runs goes on with the content that it has.
        return _pod.Volumes is not null;
    }

    private async Task<bool> CreateSandboxAsync(int attempt, CancellationToken cancellationToken)
    {
        var now = _services.Time.GetUtcNow();
        if (_sandboxRetryAt > now)
        {
            Later(_sandboxRetryAt);
            return false;
        }
        if (_pod.State is { Sandboxes.Count: > 0 } old)
        {
            if (old.Containers.Count > 0)
                _pod.Events.Normal("SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
            await _stopper.StopAsync(_containers.Grace(null), cancellationToken).ConfigureAwait(false);
            foreach (var dead in old.Sandboxes)
                await old.Runtime.StopSandboxAsync(dead.Id, cancellationToken).ConfigureAwait(false);
        }
        try
        {
            var runtime = await _services.Runtimes.ResolveAsync(_pod.Pod, cancellationToken).ConfigureAwait(false);
            var spec = _services.Sandboxes.Build(_pod.Pod, attempt, message => _pod.Events.Warning("DNSConfigForming", message));
            Directory.CreateDirectory(spec.LogDirectory);
            var sandbox = await runtime.RunSandboxAsync(spec, cancellationToken).ConfigureAwait(false);
            _services.View.Update(_pod.Uid, state => (state ?? new PodRuntimeState(_pod.Uid, runtime, [], [])).With(sandbox));
            _sandboxPause = TimeSpan.Zero;
            BeginProbes(runtime);
            return true;
        }
        catch (RuntimeException error)
        {
            _pod.Events.Warning("FailedCreatePodSandBox", $"Failed to create pod sandbox: {error.Message}");
            _sandboxPause = _sandboxPause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(_sandboxPause.Ticks * 2, AfterFailure.Ticks));
            _sandboxRetryAt = now + _sandboxPause;
            Later(_sandboxRetryAt);
            return false;
        }
    }

    private void BeginProbes(IPodRuntime runtime)
    {
        _probes ??= new PodProbes(new ProbeContext(
            _services.Prober, runtime, _pod.Health, () => _pod.Address, ProbeEvent, () =>
            {
                Publish();
                _signal.Set();
            },
            _services.Time));
    }

    private void ProbeEvent(string container, string type, string reason, string message)
    {
        if (PodContainers.Find(_pod.Pod.Spec, container) is { } found)
            _pod.Events.Container(found.Kind, container, type, reason, message);
    }

    private void NoteWaits(IReadOnlyList<PlannedWait> waits)
    {
        foreach (var (container, kind, delay) in waits)
        {
            var cause = new WaitingCause(
                "CrashLoopBackOff", $"back-off {GoDuration.Format(delay)} restarting failed container={container.Name} pod={PodName.Of(_pod.Pod)}");
            if (_pod.Causes.TryGetValue(container.Name, out var known) && known == cause)
                continue;
            _pod.Causes[container.Name] = cause;
            _pod.Events.Container(kind, container.Name, "Warning", "BackOff", $"Back-off restarting failed container {container.Name} in pod {PodName.Of(_pod.Pod)}");
        }
    }
}
