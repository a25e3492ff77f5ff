namespace Trireme.Storage.Sqlite.Writing;

/// <summary>The writes that wait for the writer's thread. Any thread may add; one thread takes.</summary>
internal sealed class CommitQueue
{
    /// <summary>How many writes may wait. Rule when full: callers wait (asynchronously) for a place. A waiting caller holds its value anyway, so bytes need no bound of their own.</summary>
    public const int Capacity = 4096;

    /// <summary>The most writes that share one transaction. Rule: the rest goes with the next one.</summary>
    public const int GroupWrites = 512;

    /// <summary>A group takes no further write once its values have this many bytes, so that a group of large values stays short.</summary>
    public const long GroupBytes = 8 * 1024 * 1024;

    private readonly SemaphoreSlim _places = new(Capacity);
    private readonly Queue<PendingCommit> _waiting = new();
    private readonly object _gate = new();
    private bool _woken;
    private bool _closed;

    /// <summary>Adds a write.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public ValueTask<StoreCommit> AddAsync(PendingCommit commit, CancellationToken cancellationToken) =>
        _places.Wait(0, cancellationToken) ? Add(commit) : AddWhenFreeAsync(commit, cancellationToken);

    /// <summary>Lets the taker look at its other work.</summary>
    /// <returns>False when the queue is closed: the taker may not come any more.</returns>
    public bool Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.Pulse(_gate);
            return !_closed;
        }
    }

    /// <summary>Refuses further writes; those that wait are still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Hands out the next group.</summary>
    /// <param name="group">An empty list that is filled with the group; may stay empty.</param>
    /// <param name="wait">Whether to wait for a write or a <see cref="Wake"/>.</param>
    /// <returns>False when the queue is closed and empty.</returns>
    public bool Take(List<PendingCommit> group, bool wait)
    {
        lock (_gate)
        {
            while (wait && _waiting.Count == 0 && !_woken && !_closed)
            {
                Monitor.Wait(_gate);
            }

            _woken = false;
            var bytes = 0L;
            while (group.Count < GroupWrites && bytes < GroupBytes && _waiting.TryDequeue(out var commit))
            {
                bytes += commit.Write.Value?.Length ?? 0;
                group.Add(commit);
            }

            if (group.Count == 0)
            {
                return !_closed;
            }
        }

        _places.Release(group.Count);
        return true;
    }

    private async ValueTask<StoreCommit> AddWhenFreeAsync(PendingCommit commit, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Add(commit).ConfigureAwait(false);
    }

    private ValueTask<StoreCommit> Add(PendingCommit commit)
    {
        lock (_gate)
        {
            if (_closed)
            {
                _places.Release();
                throw new ObjectDisposedException(nameof(SqliteStore));
            }

            _waiting.Enqueue(commit);
            Monitor.Pulse(_gate);
        }

        return commit.Task;
    }
}
