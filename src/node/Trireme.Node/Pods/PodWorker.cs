using Microsoft.Extensions.Logging;
using Trireme.Api.Core.V1;
using Trireme.Node.Containers;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;
using Trireme.Node.Statuses;

namespace Trireme.Node.Pods;

/// <summary>
/// Runs one Pod from its first sight to its last trace: one task that wakes when the Pod, its containers or their health change, or when time is up,
/// looks at what there is and does what is missing. Nothing but its own notes is kept between looks, so that it can take over a Pod that runs already.
/// </summary>
internal sealed partial class PodWorker : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeastGraceOfGone = TimeSpan.FromSeconds(1);

    private readonly PodServices _services;
    private readonly PodContext _pod;
    private readonly ContainerStopper _containers;
    private readonly ContainerLauncher _launcher;
    private readonly PodStopper _stopper;
    private readonly PodStatusWriter _writer;
    private readonly Signal _signal;
    private readonly Lock _statusGate = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<string> _ended;
    private CancellationTokenSource _step = new();
    private PodProbes? _probes;
    private Task _running = Task.CompletedTask;
    private DateTimeOffset? _wakeAt;
    private WaitingCause? _failure;
    private PodCondition? _failureCondition;
    private TimeSpan? _failureGrace;
    private volatile bool _gone;
    private volatile bool _terminal;
    private volatile bool _hurry;
    private volatile bool _volumesStale = true;
    private bool _admitted;
    private bool _finished;

    /// <param name="services">What workers share.</param>
    /// <param name="pod">The Pod.</param>
    /// <param name="ended">Told the UID when the last trace is gone.</param>
    public PodWorker(PodServices services, Pod pod, Action<string> ended)
    {
        _services = services;
        _ended = ended;
        _pod = new PodContext(services, pod) { Status = pod.Status };
        _containers = new ContainerStopper(services, _pod);
        _launcher = new ContainerLauncher(services, _pod, _containers);
        _stopper = new PodStopper(services, _pod, _containers);
        _writer = new PodStatusWriter(services.Client, services.StatusSlots, services.Time, services.Log);
        _signal = new Signal(services.Time);
    }

    /// <summary>The Pod as the API last had it.</summary>
    public Pod Pod => _pod.Pod;

    /// <summary>The status last made.</summary>
    public PodStatus Status => _pod.Status;

    /// <summary>Whether the Pod uses what it was admitted for: false once it has ended.</summary>
    public bool IsActive => !_finished;

    /// <summary>Starts the worker.</summary>
    public void Start() => _running = Task.Run(() => RunAsync(_stop.Token));

    /// <summary>The Pod has changed in the API.</summary>
    public void Update(Pod pod)
    {
        var before = _pod.Pod;
        _pod.Pod = pod;
        var ending = before.Metadata.DeletionTimestamp is null && pod.Metadata.DeletionTimestamp is not null;
        _volumesStale |= !SameFields(before, pod);
        var hurry = pod.Metadata.DeletionGracePeriodSeconds < before.Metadata.DeletionGracePeriodSeconds;
        Wake(ending || hurry);
    }

    /// <summary>The API no longer has the Pod.</summary>
    public void Gone()
    {
        _gone = true;
        Wake(interrupt: true);
    }

    /// <summary>The runtime has news of the Pod: its status shows them even while a step takes long.</summary>
    public void RuntimeChanged()
    {
        Publish();
        _signal.Set();
    }

    /// <summary>Something the Pod refers to has changed.</summary>
    public void ReferencesChanged()
    {
        _volumesStale = true;
        // Whoever waits for a missing object is tried at once.
        _hurry = true;
        _signal.Set();
    }

    /// <summary>Ends the Pod for good, as when the node runs short of something.</summary>
    /// <param name="reason">The reason in the Pod's status.</param>
    /// <param name="message">The message in the Pod's status.</param>
    /// <param name="grace">How long its containers have; null for what the Pod says.</param>
    /// <param name="condition">A condition that goes with it; null for none.</param>
    public void Evict(string reason, string message, TimeSpan? grace, PodCondition? condition)
    {
        _failureGrace = grace;
        _failureCondition = condition;
        _failure = new WaitingCause(reason, message);
        _pod.Events.Warning(reason, message);
        Wake(interrupt: true);
    }

    /// <summary>Stops the worker and leaves what runs alone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _probes?.Dispose();
        _signal.Dispose();
    }

    // Volumes may show these; everything else of a Pod's metadata and status changes without them.
    private static bool SameFields(Pod before, Pod now) =>
        Same(before.Metadata.Labels, now.Metadata.Labels) && Same(before.Metadata.Annotations, now.Metadata.Annotations);

    private static bool Same(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0) && (left is null || left.All(pair => right!.TryGetValue(pair.Key, out var value) && value == pair.Value));

    private void Wake(bool interrupt)
    {
        if (interrupt)
        {
            try
            {
                Volatile.Read(ref _step).Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The step has just ended: the signal below starts the next.
            }
        }
        _signal.Set();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var step = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Volatile.Write(ref _step, step);
            _wakeAt = null;
            if (_hurry)
            {
                _hurry = false;
                _pod.ForgetConfigErrors();
            }
            try
            {
                if (await StepAsync(step.Token).ConfigureAwait(false))
                {
                    _ended(_pod.Uid);
                    return;
                }
            }
            catch (OperationCanceledException) when (step.IsCancellationRequested)
            {
                continue;
            }
            catch (Exception error)
            {
                Later(_services.Time.GetUtcNow() + AfterFailure);
                if (error is not (RuntimeException or IOException))
                    _services.Log.LogError(error, "pod {Pod} failed", PodName.Of(_pod.Pod));
                else
                    _services.Log.LogWarning("pod {Pod}: {Message}", PodName.Of(_pod.Pod), error.Message);
            }
            await _signal.WaitAsync(UntilWake(), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private TimeSpan UntilWake()
    {
        if (_wakeAt is not { } at)
            return Timeout.InfiniteTimeSpan;
        var left = at - _services.Time.GetUtcNow();
        // Timers are cut to whole milliseconds: a moment more, or the look would come just too early.
        return left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
    }

    private void Later(DateTimeOffset? at)
    {
        if (at is not null && (_wakeAt is null || at < _wakeAt))
            _wakeAt = at;
    }

    /// <returns>Whether the Pod has left no trace.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        if (_gone)
            return await ForgetAsync(cancellationToken).ConfigureAwait(false);
        if (_pod.Pod.Metadata.DeletionTimestamp is not null)
            await DeleteAsync(cancellationToken).ConfigureAwait(false);
        else if (_pod.Status.Phase is "Succeeded" or "Failed" || _failure is not null)
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        else
            await BringUpAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    private void Publish()
    {
        lock (_statusGate)
        {
            if (_gone)
                return;
            var state = _pod.State;
            var status = PodStatusBuilder.Build(new PodStatusInputs
            {
                Pod = _pod.Pod,
                Previous = _pod.Status,
                State = state,
                Health = _pod.Health,
                Causes = _pod.Causes,
                RuntimeName = state is null ? "" : _services.RuntimeName(state.Runtime),
                HostAddresses = _services.HostAddresses,
                Terminal = _terminal,
                Failure = _failure,
                FailureCondition = _failureCondition,
                Now = _services.Time.GetUtcNow(),
            });
            _pod.Status = status;
            _writer.Publish(_pod.Pod, status, _stop.Token);
        }
    }
}
