using Trireme.Storage.Sqlite.Reading;

namespace Trireme.Storage.Sqlite.Watching;

/// <summary>
/// A watch. It reads history from the log at its reader's pace, holding nothing in memory, until it has seen all that was published;
/// from then on the writer puts events into its queue.
/// </summary>
internal sealed class SqliteWatch : IStoreWatch
{
    private static readonly IReadOnlyList<StoreEvent> Nothing = [];

    private readonly WatchHub _hub;
    private readonly ReaderPool _readers;
    private readonly string _prefix;
    private readonly string _end;
    private readonly long _after;
    private readonly int _capacity;
    private readonly Lock _gate = new();
    private List<StoreEvent>? _queue;
    private TaskCompletionSource? _wake;
    private WatchPhase _phase;
    private StoreOutcome _outcome = StoreOutcome.Ok;
    private long _seen;
    private long _progress;

    public SqliteWatch(WatchHub hub, ReaderPool readers, string prefix, long afterRevision, int capacity)
    {
        _hub = hub;
        _readers = readers;
        _prefix = prefix;
        _end = StoreKeys.PrefixEnd(prefix);
        _after = afterRevision;
        _capacity = capacity;
        _seen = afterRevision;
        _progress = Math.Min(afterRevision, hub.Revision);
        if (!EndIfCompacted())
        {
            hub.Attach(this, afterRevision);
        }
    }

    public StoreOutcome End
    {
        get
        {
            lock (_gate)
            {
                return _outcome;
            }
        }
    }

    public long ProgressRevision => Volatile.Read(ref _progress);

    public async ValueTask<IReadOnlyList<StoreEvent>> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task? wait = null;
            lock (_gate)
            {
                if (_queue is { } ready)
                {
                    _queue = null;
                    return ready;
                }

                if (_phase == WatchPhase.Closed)
                {
                    return Nothing;
                }

                if (_phase == WatchPhase.Live)
                {
                    _wake ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    wait = _wake.Task;
                }
            }

            if (wait is not null)
            {
                await wait.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await ReadHistoryAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } events)
            {
                return events;
            }
        }
    }

    /// <summary>Makes the watch live, or ends it with the store. Called by the hub under its lock.</summary>
    public void Enter(WatchPhase phase, long revision)
    {
        lock (_gate)
        {
            if (_phase == WatchPhase.History)
            {
                _phase = phase;
                Volatile.Write(ref _progress, revision);
            }
        }
    }

    /// <summary>Puts a durable group into the queue. Called by the hub under its lock.</summary>
    /// <returns>False when the watch has ended.</returns>
    public bool Offer(List<StoreEvent> events, long revision)
    {
        lock (_gate)
        {
            if (_phase != WatchPhase.Live)
            {
                return false;
            }

            // Rule when the reader is too slow: the watch ends and its queue is dropped; it can come back from the log.
            // A group is let in whole where nothing waits: a burst is no slowness.
            var most = _queue is null ? int.MaxValue : _capacity;
            foreach (var change in events)
            {
                if (change.Revision <= _after || !change.Key.StartsWith(_prefix, StringComparison.Ordinal))
                {
                    continue;
                }

                _queue ??= [];
                if (_queue.Count >= most)
                {
                    Finish(StoreOutcome.Overflow);
                    return false;
                }

                _queue.Add(change);
            }

            Volatile.Write(ref _progress, revision);
            if (_queue is not null)
            {
                Wake();
            }

            return true;
        }
    }

    /// <summary>Ends the watch because the store closes.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _phase = WatchPhase.Closed;
            Wake();
        }
    }

    public ValueTask DisposeAsync()
    {
        _hub.Detach(this);
        lock (_gate)
        {
            _queue = null;
            _phase = WatchPhase.Closed;
            Wake();
        }

        return ValueTask.CompletedTask;
    }

    // Called by the one reader, outside the lock: the disk is read here.
    private async ValueTask<IReadOnlyList<StoreEvent>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        if (EndIfCompacted() || _hub.Attach(this, _seen))
        {
            return Nothing;
        }

        HistoryChunk chunk;
        try
        {
            chunk = await _readers.HistoryAsync(_prefix, _end, _seen, _hub.Revision, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            Close();
            return Nothing;
        }

        // rows are removed only after the mark is set, so a mark that is still behind says that the chunk is complete
        if (EndIfCompacted())
        {
            return Nothing;
        }

        _seen = chunk.UpTo;
        Volatile.Write(ref _progress, chunk.UpTo);
        return chunk.Events;
    }

    private bool EndIfCompacted()
    {
        if (_seen >= _hub.Compacted)
        {
            return false;
        }

        lock (_gate)
        {
            Finish(StoreOutcome.Compacted);
        }

        return true;
    }

    private void Finish(StoreOutcome outcome)
    {
        if (_phase == WatchPhase.Closed)
        {
            return;
        }

        _outcome = outcome;
        _phase = WatchPhase.Closed;
        _queue = null;
        Wake();
    }

    private void Wake()
    {
        _wake?.TrySetResult();
        _wake = null;
    }
}
