using Trireme.Storage.Sqlite.Writing;

namespace Trireme.Storage.Sqlite.Watching;

/// <summary>Knows how far the store has come, and hands each durable group to the watches that are up to date.</summary>
internal sealed class WatchHub
{
    private readonly Lock _gate = new();
    private readonly List<SqliteWatch> _live = [];
    private readonly List<StoreEvent> _events = new(CommitQueue.GroupWrites);
    private long _revision;
    private long _compacted;
    private bool _closed;

    public WatchHub(long revision, long compacted)
    {
        _revision = revision;
        _compacted = compacted;
    }

    /// <summary>The last durable revision that has been handed to the watches.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>The compacted revision; set before any row is removed, so who reads it after reading rows knows whether they were complete.</summary>
    public long Compacted
    {
        get => Volatile.Read(ref _compacted);
        set => Volatile.Write(ref _compacted, value);
    }

    /// <summary>Hands a durable group to the watches. The writer's thread only.</summary>
    public void Publish(List<PendingCommit> group, long revision)
    {
        foreach (var commit in group)
        {
            if (commit.Event is { } change)
            {
                _events.Add(change);
            }
        }

        lock (_gate)
        {
            for (var i = _live.Count - 1; i >= 0; i--)
            {
                if (!_live[i].Offer(_events, revision))
                {
                    _live.RemoveAt(i);
                }
            }

            Volatile.Write(ref _revision, revision);
        }

        _events.Clear();
    }

    /// <summary>Makes a watch live if it has seen all that was published. Publishing takes the same lock, so nothing falls between history and live.</summary>
    /// <param name="watch">The watch.</param>
    /// <param name="seen">The revision up to which it has read history.</param>
    /// <returns>False where it has history to read first.</returns>
    public bool Attach(SqliteWatch watch, long seen)
    {
        lock (_gate)
        {
            if (_closed)
            {
                watch.Enter(WatchPhase.Closed, _revision);
                return true;
            }

            if (seen < _revision)
            {
                return false;
            }

            watch.Enter(WatchPhase.Live, _revision);
            _live.Add(watch);
            return true;
        }
    }

    public void Detach(SqliteWatch watch)
    {
        lock (_gate)
        {
            _live.Remove(watch);
        }
    }

    /// <summary>Ends all watches; what waits in their queues is still read.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var watch in _live)
            {
                watch.Close();
            }

            _live.Clear();
        }
    }
}
