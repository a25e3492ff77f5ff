using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Trireme.Client.Queues;

/// <summary>
/// Keys that wait to be worked on. A key waits once however often it is added, is never with two workers at a time, and one that is added while
/// a worker has it comes back after <see cref="Done"/>. The number of entries is bounded by the number of distinct keys. Thread-safe.
/// </summary>
/// <typeparam name="TKey">The key; equal keys are the same work.</typeparam>
public sealed class WorkQueue<TKey> : IDisposable
    where TKey : notnull
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Channel<TKey> _ready = Channel.CreateUnbounded<TKey>(); // at most one entry per distinct key
    private readonly HashSet<TKey> _dirty = [];
    private readonly HashSet<TKey> _processing = [];
    private readonly Dictionary<TKey, int> _failures = [];
    private readonly Dictionary<TKey, long> _delayed = [];
    private readonly PriorityQueue<TKey, long> _byDue = new();
    private readonly ITimer _timer;
    private readonly TimeSpan _baseDelay;
    private readonly TimeSpan _maximumDelay;
    private bool _shutDown;

    /// <summary>A queue.</summary>
    /// <param name="time">The clock of delays.</param>
    /// <param name="baseDelay">The first delay of <see cref="AddRateLimited"/>; it doubles with each failure. 5 ms by default.</param>
    /// <param name="maximumDelay">The longest delay of <see cref="AddRateLimited"/>. 1000 s by default.</param>
    public WorkQueue(TimeProvider time, TimeSpan? baseDelay = null, TimeSpan? maximumDelay = null)
    {
        _time = time;
        _baseDelay = baseDelay ?? TimeSpan.FromMilliseconds(5);
        _maximumDelay = maximumDelay ?? TimeSpan.FromSeconds(1000);
        _timer = time.CreateTimer(static queue => ((WorkQueue<TKey>)queue!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many keys wait for a worker now; delayed ones are not counted.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _ready.Reader.Count;
        }
    }

    /// <summary>Whether no key waits, is with a worker or is delayed.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _dirty.Count == 0 && _processing.Count == 0 && _delayed.Count == 0;
        }
    }

    /// <summary>Adds a key; nothing happens where it waits already.</summary>
    public void Add(TKey key)
    {
        lock (_gate)
            AddHeld(key);
    }

    /// <summary>Adds a key later. Of several delays for one key the earliest counts.</summary>
    public void AddAfter(TKey key, TimeSpan delay)
    {
        lock (_gate)
        {
            if (_shutDown)
                return;
            if (delay <= TimeSpan.Zero)
            {
                AddHeld(key);
                return;
            }
            var ticks = Math.Min(delay.TotalSeconds, TimeSpan.FromDays(36500).TotalSeconds) * _time.TimestampFrequency;
            var due = _time.GetTimestamp() + (long)ticks;
            if (_delayed.TryGetValue(key, out var earlier) && earlier <= due)
                return;
            _delayed[key] = due;
            _byDue.Enqueue(key, due);
            if (_byDue.TryPeek(out _, out var first) && first == due)
                Wake(delay);
        }
    }

    /// <summary>Adds a key after a delay that doubles each time until <see cref="Forget"/>.</summary>
    public void AddRateLimited(TKey key)
    {
        TimeSpan delay;
        lock (_gate)
        {
            var failures = _failures.GetValueOrDefault(key);
            _failures[key] = failures + 1;
            var seconds = _baseDelay.TotalSeconds * Math.Pow(2, Math.Min(failures, 40));
            delay = seconds >= _maximumDelay.TotalSeconds ? _maximumDelay : TimeSpan.FromSeconds(seconds);
        }
        AddAfter(key, delay);
    }

    /// <summary>Ends the count of failures of a key.</summary>
    public void Forget(TKey key)
    {
        lock (_gate)
            _failures.Remove(key);
    }

    /// <summary>How often <see cref="AddRateLimited"/> was called for a key since <see cref="Forget"/>.</summary>
    public int Retries(TKey key)
    {
        lock (_gate)
            return _failures.GetValueOrDefault(key);
    }

    /// <summary>The next key; call <see cref="Done"/> when it has been worked on. After <see cref="ShutDown"/> it gives out what still waits.</summary>
    /// <returns>False when the queue has been shut down and nothing waits.</returns>
    public async ValueTask<(bool Found, TKey Key)> GetAsync(CancellationToken cancellationToken)
    {
        while (await _ready.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryTake(out var key))
                return (true, key);
        }
        return (false, default!);
    }

    /// <summary>Says that a worker has finished with a key, well or badly.</summary>
    public void Done(TKey key)
    {
        lock (_gate)
        {
            if (_processing.Remove(key) && _dirty.Contains(key))
                _ready.Writer.TryWrite(key);
        }
    }

    /// <summary>Takes nothing more in; delayed keys are dropped.</summary>
    public void ShutDown()
    {
        lock (_gate)
        {
            _shutDown = true;
            _delayed.Clear();
            _byDue.Clear();
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ready.Writer.TryComplete();
        }
    }

    /// <summary>Shuts the queue down and ends its timer.</summary>
    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
    }

    private bool TryTake([MaybeNullWhen(false)] out TKey key)
    {
        lock (_gate)
        {
            if (!_ready.Reader.TryRead(out key))
                return false;
            _processing.Add(key);
            _dirty.Remove(key);
            return true;
        }
    }

    private void AddHeld(TKey key)
    {
        if (_shutDown || !_dirty.Add(key) || _processing.Contains(key))
            return;
        _ready.Writer.TryWrite(key);
    }

    // Timers take whole milliseconds and no more than 49 days: an early or a daily look does no harm.
    private void Wake(TimeSpan wait) => _timer.Change(
        wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);

    private void OnTimer()
    {
        lock (_gate)
        {
            if (_shutDown)
                return;
            var now = _time.GetTimestamp();
            while (_byDue.TryPeek(out var key, out var due))
            {
                // An entry that a shorter delay has replaced is skipped.
                var current = _delayed.TryGetValue(key, out var wanted) && wanted == due;
                if (current && due > now)
                {
                    Wake(TimeSpan.FromSeconds((double)(due - now) / _time.TimestampFrequency));
                    return;
                }
                _byDue.Dequeue();
                if (!current)
                    continue;
                _delayed.Remove(key);
                AddHeld(key);
            }
        }
    }
}
