using Trireme.Machinery.Schema;
using Trireme.Machinery.Selectors;
using Trireme.Server.Watch;

namespace Trireme.Server.Cache;

/// <summary>
/// The memory of one kind: the present table, the last events and the running watches. One thread (the feed) applies changes; any number read.
/// Reading the table takes no lock; subscribing and applying share a gate, so that a watch starts exactly behind what it was given.
/// </summary>
internal sealed class KindCache(KindInfo kind)
{
    private readonly Lock _gate = new();
    private volatile KindState _state = new(ObjectTable.Empty, 0);
    private EventRing _ring = new(0);
    private Watcher[] _watchers = [];
    private IKindObserver? _observer;

    /// <summary>The kind.</summary>
    public KindInfo Kind { get; } = kind;

    /// <summary>The fields that selectors may name.</summary>
    public IReadOnlyList<string> Fields { get; } = FieldSelector.Fields(kind);

    /// <summary>The present table with the revision of its last change.</summary>
    public KindState State => _state;

    /// <summary>How many watches run.</summary>
    public int WatcherCount => Volatile.Read(ref _watchers).Length;

    /// <summary>Starts over with what the store has; running watches are ended, as what they missed is not known.</summary>
    /// <param name="table">All objects.</param>
    /// <param name="revision">The revision at which they were read.</param>
    public void Load(ObjectTable table, long revision)
    {
        lock (_gate)
        {
            _state = new KindState(table, revision);
            _ring = new EventRing(revision);
            foreach (var watcher in _watchers)
                watcher.End(WatchEnd.Expired);
            _watchers = [];
            _observer?.Loaded(table);
        }
    }

    /// <summary>Lets somebody follow the objects, beginning with those that are there.</summary>
    public void Observe(IKindObserver observer)
    {
        lock (_gate)
        {
            observer.Loaded(_state.Table);
            _observer = observer;
        }
    }

    /// <summary>Applies one change. Called by the feed alone.</summary>
    /// <param name="key">The key in the table.</param>
    /// <param name="current">The object after the change; null for a deletion.</param>
    /// <param name="revision">The revision of the change.</param>
    public CachedObject? Apply(string key, CachedObject? current, long revision)
    {
        var table = _state.Table;
        var previous = table.Find(key);
        if (current is null && previous is null)
            return null;
        var change = new CacheEvent
        {
            Revision = revision,
            Type = current is null ? CacheEventType.Deleted : previous is null ? CacheEventType.Added : CacheEventType.Modified,
            Object = current ?? previous!.AtRevision(revision),
            Previous = previous,
        };
        var changed = current is null ? table.Without(key) : table.With(current);
        lock (_gate)
        {
            _state = new KindState(changed, revision);
            _ring.Add(change);
            _observer?.Changed(change);
            foreach (var watcher in _watchers)
                watcher.Offer(change);
            if (Array.Exists(_watchers, static watcher => watcher.HasEnded))
                _watchers = Array.FindAll(_watchers, static watcher => !watcher.HasEnded);
        }
        return change.Object;
    }

    /// <summary>The object that a change left behind (with a deletion: the last state); null where the history no longer has it.</summary>
    public CachedObject? FindChange(long revision)
    {
        lock (_gate)
            return _ring.Find(revision)?.Object;
    }

    /// <summary>Lets a watcher begin behind the present table, which is returned for its first events.</summary>
    public KindState Subscribe(Watcher watcher)
    {
        lock (_gate)
        {
            _watchers = [.. _watchers, watcher];
            return _state;
        }
    }

    /// <summary>Lets a watcher begin behind a revision.</summary>
    /// <returns>The events since then; null where they are no longer known.</returns>
    public IReadOnlyList<CacheEvent>? Subscribe(Watcher watcher, long afterRevision, out long floor)
    {
        lock (_gate)
        {
            floor = _ring.Floor;
            if (afterRevision < floor)
                return null;
            _watchers = [.. _watchers, watcher];
            return _ring.After(afterRevision);
        }
    }

    /// <summary>Ends a watcher's subscription.</summary>
    public void Unsubscribe(Watcher watcher)
    {
        lock (_gate)
            _watchers = Array.FindAll(_watchers, other => !ReferenceEquals(other, watcher));
    }

    /// <summary>Offers a bookmark to the watchers that want them.</summary>
    /// <param name="revision">A revision up to which every change of the kind has been applied.</param>
    public void Bookmark(long revision)
    {
        lock (_gate)
        {
            var bookmark = new CacheEvent { Revision = revision, Type = CacheEventType.Bookmark };
            foreach (var watcher in _watchers)
                watcher.OfferBookmark(bookmark);
        }
    }

    /// <summary>Ends all watches.</summary>
    public void EndWatches()
    {
        lock (_gate)
        {
            foreach (var watcher in _watchers)
                watcher.End(WatchEnd.Stopping);
            _watchers = [];
        }
    }
}
