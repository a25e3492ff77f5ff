using Trireme.Client.Queues;

namespace Trireme.Controllers.Framework;

/// <summary>
/// Workers on a queue. A key that fails comes back after 5 ms, then twice that, up to 1000 s; the queue holds each key once,
/// so it is bounded by the number of objects. Thread-safe.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
internal sealed class WorkerPool<TKey> : IDisposable
    where TKey : notnull
{
    private readonly ControllerContext _context;
    private readonly string _name;
    private readonly int _workers;
    private readonly Func<TKey, CancellationToken, Task<Reconciled>> _reconcile;
    private readonly QueueMetrics _metrics;

    /// <param name="name">The name in metrics and messages.</param>
    /// <param name="context">Clock and messages.</param>
    /// <param name="workers">How many keys are worked on at a time.</param>
    /// <param name="reconcile">Works on one key.</param>
    public WorkerPool(string name, ControllerContext context, int workers, Func<TKey, CancellationToken, Task<Reconciled>> reconcile)
    {
        _name = name;
        _context = context;
        _workers = workers;
        _reconcile = reconcile;
        Queue = new WorkQueue<TKey>(context.Time);
        _metrics = new QueueMetrics(name);
    }

    /// <summary>What waits to be worked on.</summary>
    public WorkQueue<TKey> Queue { get; }

    /// <summary>Works until the token ends; then what is running is finished.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var workers = new Task[_workers];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None);
        await Task.WhenAll(workers).ConfigureAwait(false);
    }

    public void Dispose() => Queue.Dispose();

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            TKey key;
            try
            {
                (var found, key) = await Queue.GetAsync(cancellationToken).ConfigureAwait(false);
                if (!found)
                    return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            var started = _context.Time.GetTimestamp();
            var result = await TryAsync(key, cancellationToken).ConfigureAwait(false);
            Finish(key, result);
            Queue.Done(key);
            _metrics.Worked(_context.Time.GetElapsedTime(started), result.IsRetry);
        }
    }

    private async Task<Reconciled> TryAsync(TKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _reconcile(key, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Reconciled.Done;
        }
        catch (IOException broken)
        {
            return Reconciled.Retry(broken.Message);
        }
        catch (Exception broken)
        {
            // A defect in one object's path must not stop the work on all others.
            return Reconciled.Retry(broken.ToString());
        }
    }

    private void Finish(TKey key, Reconciled result)
    {
        if (result.IsRetry)
        {
            // Each doubling of the tries is told once: a lasting failure does not fill the log.
            var tries = Queue.Retries(key) + 1;
            if (result.Why is not null && (tries & (tries - 1)) == 0)
                _context.Options.Log($"{_name}: {key}: {result.Why}{(tries > 1 ? $" (try {tries})" : "")}");
            Queue.AddRateLimited(key);
            return;
        }
        Queue.Forget(key);
        if (result.After > TimeSpan.Zero)
            Queue.AddAfter(key, result.After);
    }
}
