namespace Trireme.Node.Streaming;

/// <summary>Cancels its token when <see cref="Touch"/> was not called for a while. Thread-safe.</summary>
internal sealed class IdleWatch : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _limit;
    private readonly CancellationTokenSource _idle = new();
    private readonly ITimer _timer;
    private long _last;

    internal IdleWatch(TimeSpan limit, TimeProvider timeProvider)
    {
        _limit = limit;
        _timeProvider = timeProvider;
        _last = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(_ => Look(), null, limit, Timeout.InfiniteTimeSpan);
    }

    internal CancellationToken Token => _idle.Token;

    /// <summary>Something happened. Costs one clock reading; the timer is not set again until it fires.</summary>
    internal void Touch() => Volatile.Write(ref _last, _timeProvider.GetTimestamp());

    public void Dispose()
    {
        _timer.Dispose();
        _idle.Dispose();
    }

    private void Look()
    {
        var left = _limit - _timeProvider.GetElapsedTime(Volatile.Read(ref _last));
        try
        {
            if (left <= TimeSpan.Zero)
                _idle.Cancel();
            else
                _timer.Change(left, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The connection ended while the timer fired.
        }
    }
}
