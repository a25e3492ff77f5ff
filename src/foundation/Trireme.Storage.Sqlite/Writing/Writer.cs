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
    private StoreException? _fence;

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
            _ended.SetException(error);
        }
    }

    private void CommitGroup()
    {
        try
        {
            if (_fence is not null)
            {
                throw _fence;
            }

            var revision = _log.Write(_group, _hub.Revision);
            // watchers first: who waits for the commit and then asks a cache that watches finds it there sooner
            _hub.Publish(_group, revision);
        }
        catch (Exception error)
        {
            // After a failed sync nobody knows what the disk holds, and trying again could seem to work (the pages count as clean):
            // only opening anew, which reads the log back from the disk, tells.
            if (error is StoreException { } trouble && SqliteErrors.LeavesDiskUnknown(trouble))
            {
                _fence = trouble;
            }

            foreach (var commit in _group)
            {
                commit.Refuse(error);
            }

            return;
        }

        foreach (var commit in _group)
        {
            commit.Complete();
        }
    }
}
