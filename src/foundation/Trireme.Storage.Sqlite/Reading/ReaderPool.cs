using System.Collections.Concurrent;

namespace Trireme.Storage.Sqlite.Reading;

/// <summary>A few reading connections, opened when first needed. Thread-safe.</summary>
internal sealed class ReaderPool(string path) : IAsyncDisposable
{
    /// <summary>How many reads run at once. Rule beyond: reads wait (asynchronously) for a connection.</summary>
    private const int Size = 4;

    private readonly SemaphoreSlim _free = new(Size);
    private readonly ConcurrentBag<Reader> _idle = [];
    private bool _closed;

    public async ValueTask<StoreEntry?> SingleAsync(string key, long revision, CancellationToken cancellationToken)
    {
        var reader = await RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return reader.Single(key, revision);
        }
        finally
        {
            Return(reader);
        }
    }

    public async ValueTask RangeAsync(string start, string end, long revision, long limit, List<StoreEntry> entries, CancellationToken cancellationToken)
    {
        var reader = await RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            reader.Range(start, end, revision, limit, entries, cancellationToken);
        }
        finally
        {
            Return(reader);
        }
    }

    public async ValueTask<HistoryChunk> HistoryAsync(string start, string end, long after, long upTo, CancellationToken cancellationToken)
    {
        var reader = await RentAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return reader.History(start, end, after, upTo);
        }
        finally
        {
            Return(reader);
        }
    }

    /// <summary>Waits for the running reads and closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _closed, true);
        for (var i = 0; i < Size; i++)
        {
            await _free.WaitAsync().ConfigureAwait(false);
        }

        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }

        // reads that were waiting find the pool closed
        _free.Release(Size);
    }

    private async ValueTask<Reader> RentAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed), typeof(SqliteStore));
            return _idle.TryTake(out var reader) ? reader : new Reader(path);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    private void Return(Reader reader)
    {
        _idle.Add(reader);
        _free.Release();
    }
}
