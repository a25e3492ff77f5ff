namespace Trireme.Server.Cache;

/// <summary>Lets requests wait until the cache has come up to a revision. Thread-safe.</summary>
internal sealed class RevisionGate
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiters = new();
    private long _revision;
    private Exception? _fault;

    /// <summary>The revision that the cache has come up to.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Completes when the cache has come up to a revision.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public Task WaitAsync(long revision, CancellationToken cancellationToken)
    {
        if (Revision >= revision)
            return Task.CompletedTask;
        TaskCompletionSource waiter;
        lock (_gate)
        {
            if (_fault is not null)
                return Task.FromException(_fault);
            if (_revision >= revision)
                return Task.CompletedTask;
            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter, revision);
        }
        return cancellationToken.CanBeCanceled ? waiter.Task.WaitAsync(cancellationToken) : waiter.Task;
    }

    /// <summary>Says that the cache has come up to a revision.</summary>
    public void Advance(long revision)
    {
        lock (_gate)
        {
            if (revision <= _revision)
                return;
            Volatile.Write(ref _revision, revision);
            while (_waiters.TryPeek(out _, out var wanted) && wanted <= revision)
                _waiters.Dequeue().SetResult();
        }
    }

    /// <summary>Says that the cache will come up to nothing any more.</summary>
    public void Fail(Exception fault)
    {
        lock (_gate)
        {
            _fault = fault;
            while (_waiters.TryDequeue(out var waiter, out _))
                waiter.TrySetException(fault);
        }
    }
}
