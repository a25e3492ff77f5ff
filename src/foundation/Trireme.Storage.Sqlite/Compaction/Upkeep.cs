using Trireme.Storage.Sqlite.Native;
using Trireme.Storage.Sqlite.Watching;

namespace Trireme.Storage.Sqlite.Compaction;

/// <summary>What the writer's thread does between two groups: compaction, shrinking, checkpoints, one bounded step at a time.</summary>
internal sealed class Upkeep
{
    private readonly Database _database;
    private readonly WatchHub _hub;
    private readonly SqliteStoreOptions _options;
    private readonly Sweeper _sweeper;
    private readonly FileKeeper _files;
    private PendingCompaction? _requested;
    private PendingCompaction? _running;
    private long _wanted;
    private bool _failed;

    public Upkeep(Database database, Sweeper sweeper, WatchHub hub, SqliteStoreOptions options)
    {
        _database = database;
        _hub = hub;
        _options = options;
        _sweeper = sweeper;
        _files = new FileKeeper(database);
    }

    /// <summary>Whether to come back without waiting. After a failure it rests until the next compaction is asked for.</summary>
    public bool HasWork => !_failed && (_sweeper.HasWork || _files.IsShrinking);

    /// <summary>Set once the disk could not confirm a write: nothing is written any more, and nothing moved, until the database is opened anew.</summary>
    public StoreException? Broken { get; private set; }

    /// <summary>Asks for a compaction; one at a time. Any thread.</summary>
    public void Request(PendingCompaction compaction) => Volatile.Write(ref _requested, compaction);

    /// <summary>Asks for a compaction that nobody waits for. Any thread.</summary>
    public void Want(long revision)
    {
        var seen = Volatile.Read(ref _wanted);
        while (seen < revision)
        {
            var before = Interlocked.CompareExchange(ref _wanted, revision, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Does the next piece of work.</summary>
    public void Step()
    {
        if (Broken is { } broken)
        {
            Interlocked.Exchange(ref _requested, null)?.Refuse(broken);
            return;
        }

        try
        {
            _files.AfterWrite();
            Begin();
            if (HasWork)
            {
                Work();
            }
        }
        catch (StoreException error)
        {
            Fail(error);
        }
    }

    /// <summary>Takes note that a write could not be confirmed.</summary>
    public void Break(StoreException error)
    {
        Broken = error;
        _failed = true;
        _running?.Refuse(error);
        _running = null;
        // moving the log into the database could put the unconfirmed over the confirmed
        _database.KeepLogOnClose();
    }

    /// <summary>Leaves the files as small and whole as they can be.</summary>
    public void Close()
    {
        Abandon(new ObjectDisposedException(nameof(SqliteStore)));
        if (Broken is not null)
        {
            return;
        }

        try
        {
            _database.Checkpoint(truncate: true);
        }
        catch (StoreException error)
        {
            // the log is read at the next start
            _options.OnBackgroundFailure?.Invoke(error);
        }
    }

    /// <summary>Refuses the compactions that somebody waits for.</summary>
    public void Abandon(Exception error)
    {
        _running?.Refuse(error);
        Interlocked.Exchange(ref _requested, null)?.Refuse(error);
    }

    private void Begin()
    {
        var wanted = Math.Max(Interlocked.Exchange(ref _wanted, 0), BeyondTheMost());
        if (wanted > _sweeper.Compacted)
        {
            _failed = false;
            Mark(wanted);
        }

        if (_running is not null || Interlocked.Exchange(ref _requested, null) is not { } request)
        {
            return;
        }

        _failed = false;
        _running = request;
        if (request.Revision <= _sweeper.Compacted)
        {
            Finish(StoreOutcome.Compacted);
        }
        else if (request.Revision > _hub.Revision)
        {
            Finish(StoreOutcome.FutureRevision);
        }
        else
        {
            Mark(request.Revision);
        }
    }

    // A tenth more than the most, so that each compaction is worth its while
    private long BeyondTheMost() =>
        !_failed && _options.HistoryRevisions is { } most && _hub.Revision - _sweeper.Compacted > most + (most / 10)
            ? _hub.Revision - most
            : 0;

    private void Mark(long revision)
    {
        _sweeper.Mark(revision);
        _hub.Compacted = revision;
    }

    private void Work()
    {
        if (_sweeper.HasWork)
        {
            _sweeper.Step();
            if (!_sweeper.HasWork)
            {
                _files.ConsiderShrinking();
            }
        }
        else
        {
            _files.ShrinkStep();
        }

        if (!HasWork)
        {
            _files.Checkpoint();
            Finish(StoreOutcome.Ok);
        }
    }

    private void Finish(StoreOutcome outcome)
    {
        _running?.Complete(outcome);
        _running = null;
    }

    private void Fail(StoreException error)
    {
        _failed = true;
        var waiting = _running;
        _running = null;
        if (SqliteErrors.LeavesDiskUnknown(error))
        {
            Break(error);
        }

        if (waiting is not null)
        {
            waiting.Refuse(error);
        }
        else
        {
            _options.OnBackgroundFailure?.Invoke(error);
        }
    }
}
