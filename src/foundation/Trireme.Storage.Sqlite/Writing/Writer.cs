using Trireme.Storage.Sqlite.Compaction;
using Trireme.Storage.Sqlite.Native;
using Trireme.Storage.Sqlite.Watching;

namespace Trireme.Storage.Sqlite.Writing;

/// <summary>The one thread that writes: groups of commits first, then a step of upkeep (compaction, checkpoint) between two groups.</summary>
internal sealed class Writer
{
    private readonly CommitQueue _queue;
    private readonly LogWriter _log;
    private readonly Upkeep _upkeep;
    private readonly WatchHub _hub;
    private readonly List<PendingCommit> _group = new(CommitQueue.GroupWrites);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Writer(Database database, CommitQueue queue, Upkeep upkeep, WatchHub hub)
    {
        _queue = queue;
        _log = new LogWriter(database);
        _upkeep = upkeep;
        _hub = hub;
    }

    /// <summary>Ends after the queue was closed and emptied.</summary>
    public Task Ended => _ended.Task;

    public void Start()
    {
        // a thread of its own: it spends its life waiting for the disk, which would starve the pool of a small machine
        new Thread(Run) { IsBackground = true, Name = "trireme-store" }.Start();
    }

    private void Run()
    {
        try
        {
            while (_queue.Take(_group, wait: !_upkeep.HasWork))
            {
                if (_group.Count > 0)
                {
                    CommitGroup();
                    _group.Clear();
                }

                _upkeep.Step();
            }

            _upkeep.Close();
            _ended.SetResult();
        }
        catch (Exception error)
        {
            RefuseAll(error);
            _ended.SetException(error);
        }
    }

    private void CommitGroup()
    {
        try
        {
            if (_upkeep.Broken is { } broken)
            {
                throw broken;
            }

            var revision = _log.Write(_group, _hub.Revision);
            // watchers first: who waits for the commit and then asks a cache that watches finds it there sooner
            _hub.Publish(_group, revision);
        }
        catch (Exception error)
        {
            if (error is StoreException trouble && SqliteErrors.LeavesDiskUnknown(trouble))
            {
                _upkeep.Break(trouble);
            }

            RefuseGroup(error);
            return;
        }

        foreach (var commit in _group)
        {
            commit.Complete();
        }
    }

    private void RefuseGroup(Exception error)
    {
        foreach (var commit in _group)
        {
            commit.Refuse(error);
        }

        _group.Clear();
    }

    // A fault of the program itself: nobody may wait for ever for a thread that is gone.
    private void RefuseAll(Exception error)
    {
        _queue.Close();
        RefuseGroup(error);
        while (_queue.Take(_group, wait: true))
        {
            RefuseGroup(error);
        }

        _upkeep.Abandon(error);
        _hub.Close();
    }
}
