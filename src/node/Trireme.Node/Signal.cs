namespace Trireme.Node;

/// <summary>
/// Wakes one waiter: by a call, or when time is up. Signals that come while nobody waits are one signal. Any thread may set; one may wait.
/// </summary>
internal sealed class Signal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private TaskCompletionSource? _waiter;
    private ITimer? _timer;
    private bool _set;

    public Signal(TimeProvider time) => _time = time;

    /// <summary>Wakes the waiter, or the next one.</summary>
    public void Set()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            waiter = _waiter;
            _waiter = null;
            _set = waiter is null;
        }
        waiter?.TrySetResult();
    }

    /// <summary>Completes on a signal or when <paramref name="timeout"/> has passed; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_set || timeout == TimeSpan.Zero)
            {
                _set = false;
                return;
            }
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiter = waiter;
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                _timer ??= _time.CreateTimer(static state => ((Signal)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(timeout, Timeout.InfiniteTimeSpan);
            }
        }
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), waiter);
        try
        {
            await waiter.Task.ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (_waiter == waiter)
                    _waiter = null;
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    // A timer that fires late must not count as a signal for the next wait: it wakes the present waiter or nobody.
    private void Expire()
    {
        TaskCompletionSource? waiter;
        lock (_gate)
        {
            waiter = _waiter;
            _waiter = null;
        }
        waiter?.TrySetResult();
    }
}
