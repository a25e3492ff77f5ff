using System.Text;
using Trireme.Storage.Sqlite.Compaction;
using Trireme.Storage.Sqlite.Files;
using Trireme.Storage.Sqlite.Native;
using Trireme.Storage.Sqlite.Reading;
using Trireme.Storage.Sqlite.Watching;
using Trireme.Storage.Sqlite.Writing;

namespace Trireme.Storage.Sqlite;

/// <summary>
/// The store in one SQLite file with a write-ahead log, synced to disk before each acknowledgement.
/// One thread writes and groups concurrent commits; a few connections read. Thread-safe. <c>docs/flows/store.md</c> draws it.
/// </summary>
public sealed class SqliteStore : IStore
{
    /// <summary>The longest key, in UTF-8 bytes.</summary>
    public const int MaxKeyBytes = 2048;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly StoreFile _file;
    private readonly Database _database;
    private readonly SqliteStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly WatchHub _hub;
    private readonly ReaderPool _readers;
    private readonly CommitQueue _queue = new();
    private readonly Upkeep _upkeep;
    private readonly Writer _writer;
    private readonly SemaphoreSlim _compacting = new(1);
    private readonly HistoryClock? _history;
    private readonly ITimer? _timer;
    private int _disposed;

    private SqliteStore(StoreFile file, Database database, SqliteStoreOptions options, TimeProvider time)
    {
        _file = file;
        _database = database;
        _options = options;
        _time = time;
        var sweeper = new Sweeper(database);
        // a swept deletion may have been the newest row: the mark remembers its revision
        var revision = Math.Max(database.QueryLong("SELECT max(revision) FROM log"), sweeper.Compacted);
        _hub = new WatchHub(revision, sweeper.Compacted);
        _readers = new ReaderPool(file.Path);
        _upkeep = new Upkeep(database, sweeper, _hub, options);
        _writer = new Writer(database, _queue, _upkeep, _hub);
        _writer.Start();
        if (options.HistoryDuration is { } duration)
        {
            _history = new HistoryClock(duration);
            _timer = time.CreateTimer(static store => ((SqliteStore)store!).LookAtHistory(), this, TimeSpan.Zero, _history.Interval);
        }
    }

    /// <inheritdoc/>
    public long Revision => _hub.Revision;

    /// <inheritdoc/>
    public long CompactedRevision => _hub.Compacted;

    /// <summary>Opens the database, making it (0600) and its folder (0700) where they are missing.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="options">How to keep history and size.</param>
    /// <param name="time">Drives the compaction of old history.</param>
    /// <param name="cancellationToken">Gives up before the work begins.</param>
    /// <exception cref="StoreException">In use, damaged, of an unknown schema, not writable, or no space.</exception>
    public static Task<SqliteStore> OpenAsync(string path, SqliteStoreOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return Task.Run(() => Open(path, options, time), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<StoreRange> RangeAsync(string start, string? end, int limit, long revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        while (true)
        {
            var present = _hub.Revision;
            var at = revision == 0 ? present : revision;
            if (at > present)
            {
                return new StoreRange(StoreOutcome.FutureRevision, present, [], false);
            }

            var entries = new List<StoreEntry>();
            if (at >= _hub.Compacted)
            {
                var more = await ReadAsync(start, end, limit, at, entries, cancellationToken).ConfigureAwait(false);
                // rows are removed only after the mark is set, so a mark that is still behind says that the answer is complete
                if (at >= _hub.Compacted)
                {
                    return new StoreRange(StoreOutcome.Ok, present, entries, more);
                }
            }

            if (revision != 0)
            {
                return new StoreRange(StoreOutcome.Compacted, _hub.Revision, [], false);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<StoreCommit> CommitAsync(StoreWrite write, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(write.Key);
        cancellationToken.ThrowIfCancellationRequested();
        // throws on text that is not valid Unicode, which would not come back as it went in
        if (Strict.GetByteCount(write.Key) > MaxKeyBytes)
        {
            throw new StoreException(StoreFault.TooLarge, $"The key is longer than {MaxKeyBytes} bytes: use a shorter name.");
        }

        if (write.Value is { } value && value.Length > _options.MaxValueBytes)
        {
            throw new StoreException(
                StoreFault.TooLarge,
                $"The object at {write.Key} has {value.Length} bytes, and the store takes at most {_options.MaxValueBytes}: make it smaller.");
        }

        return _queue.AddAsync(new PendingCommit(write), cancellationToken);
    }

    /// <inheritdoc/>
    public IStoreWatch Watch(string prefix, long afterRevision, int capacity)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(afterRevision);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        return new SqliteWatch(_hub, _readers, prefix, afterRevision, capacity);
    }

    /// <inheritdoc/>
    public async ValueTask<StoreOutcome> CompactAsync(long revision, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revision);
        await _compacting.WaitAsync(cancellationToken).ConfigureAwait(false);
        var compaction = new PendingCompaction(revision);
        _upkeep.Request(compaction);
        if (!_queue.Wake())
        {
            compaction.Refuse(new ObjectDisposedException(nameof(SqliteStore)));
        }

        // whether or not this caller waits on, the next compaction waits for this one
        _ = compaction.Task.ContinueWith(
            static (_, gate) => ((SemaphoreSlim)gate!).Release(),
            _compacting,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await compaction.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Carries out the writes that wait, ends the watches and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        _queue.Close();
        await _readers.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _writer.Ended.ConfigureAwait(false);
        }
        finally
        {
            _hub.Close();
            _database.Dispose();
            _file.Dispose();
        }
    }

    private static SqliteStore Open(string path, SqliteStoreOptions options, TimeProvider time)
    {
        var file = StoreFile.Take(path);
        Database? database = null;
        try
        {
            database = StoreSchema.Open(file, options);
            return new SqliteStore(file, database, options, time);
        }
        catch
        {
            database?.Dispose();
            file.Dispose();
            throw;
        }
    }

    private async ValueTask<bool> ReadAsync(
        string start, string? end, int limit, long revision, List<StoreEntry> entries, CancellationToken cancellationToken)
    {
        if (end is null)
        {
            if (await _readers.SingleAsync(start, revision, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                entries.Add(entry);
            }

            return false;
        }

        // one more than asked for tells whether there is more; SQLite takes a negative limit for none
        await _readers.RangeAsync(start, end, revision, limit == 0 ? -1 : limit + 1L, entries, cancellationToken).ConfigureAwait(false);
        if (limit == 0 || entries.Count <= limit)
        {
            return false;
        }

        entries.RemoveAt(limit);
        return true;
    }

    private void LookAtHistory()
    {
        lock (_history!)
        {
            var old = _history.Look(_time.GetUtcNow(), _hub.Revision);
            if (old > _hub.Compacted)
            {
                _upkeep.Want(old);
                _queue.Wake();
            }
        }
    }
}
