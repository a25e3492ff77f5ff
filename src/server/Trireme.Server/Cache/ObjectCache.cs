using System.Collections.Frozen;
using Trireme.Machinery.Schema;
using Trireme.Storage;

namespace Trireme.Server.Cache;

/// <summary>
/// The server's memory of all stored objects. One feed reads the store's watch and applies every change in order; a writer's acknowledgement
/// waits until its own change is in, so that a read that starts behind an acknowledged write sees it. Thread-safe.
/// </summary>
internal sealed class ObjectCache : IObjectSource, IAsyncDisposable
{
    // How far the feed may fall behind the store's commits before it must load anew: at 20 000 writes a second, three seconds.
    private const int FeedCapacity = 65536;
    private const int LoadPage = 2000;

    private readonly IStore _store;
    private readonly FrozenDictionary<string, KindCache> _byPart;
    private readonly FrozenDictionary<string, KindCache>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly FrozenDictionary<KindInfo, KindCache> _byKind;
    private readonly RevisionGate _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _feed = Task.CompletedTask;

    private ObjectCache(IStore store, IEnumerable<KindInfo> kinds)
    {
        _store = store;
        _byKind = kinds.Where(kind => kind.Plural.Length > 0).ToFrozenDictionary(kind => kind, kind => new KindCache(kind));
        _byPart = _byKind.Values.ToFrozenDictionary(cache => ObjectKeys.KindPart(cache.Kind), StringComparer.Ordinal);
        _bySpan = _byPart.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Every change up to this revision is in.</summary>
    public long Revision => _gate.Revision;

    /// <summary>Why the feed has stopped; null while it runs. A server whose feed has stopped is not ready.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>The memories of all kinds.</summary>
    public IEnumerable<KindCache> Kinds => _byKind.Values;

    /// <summary>Loads everything and starts to follow the store.</summary>
    public static async Task<ObjectCache> StartAsync(IStore store, IEnumerable<KindInfo> kinds, CancellationToken cancellationToken)
    {
        var cache = new ObjectCache(store, kinds);
        var watch = await cache.LoadAsync(cancellationToken).ConfigureAwait(false);
        cache._feed = Task.Run(() => cache.FeedAsync(watch), CancellationToken.None);
        return cache;
    }

    /// <summary>The memory of a kind.</summary>
    public KindCache Of(KindInfo kind) => _byKind[kind];

    /// <summary>An object; null where there is none.</summary>
    public CachedObject? Find(KindInfo kind, string ns, string name) => _byKind[kind].State.Table.Find(ObjectKeys.Local(ns, name));

    /// <summary>A kind's objects now, with the resource version that a list of them has.</summary>
    public ObjectSnapshot Snapshot(KindInfo kind)
    {
        // In this order: everything up to the store's revision is in the table that is read after it.
        var revision = _gate.Revision;
        var state = _byKind[kind].State;
        return new ObjectSnapshot(state.Table, Math.Max(revision, state.Revision));
    }

    /// <summary>Completes when every change up to a revision is in.</summary>
    public Task WaitAsync(long revision, CancellationToken cancellationToken) => _gate.WaitAsync(revision, cancellationToken);

    public ReadOnlyMemory<byte>? Get(KindInfo kind, string ns, string name) => Find(kind, ns, name)?.Json;

    public IReadOnlyList<ReadOnlyMemory<byte>> List(KindInfo kind, string? ns)
    {
        var table = _byKind[kind].State.Table;
        var found = new List<ReadOnlyMemory<byte>>(string.IsNullOrEmpty(ns) ? table.Count : 16);
        foreach (var item in table.From(string.IsNullOrEmpty(ns) ? "" : ns + "/"))
            found.Add(item.Json);
        return found;
    }

    public long RevisionOf(KindInfo kind) => _byKind[kind].State.Revision;

    /// <summary>Offers bookmarks to all watchers that want them.</summary>
    public void Bookmark()
    {
        var revision = _gate.Revision;
        foreach (var kind in _byKind.Values)
            kind.Bookmark(revision);
    }

    /// <summary>Ends all watches.</summary>
    public void EndWatches()
    {
        foreach (var kind in _byKind.Values)
            kind.EndWatches();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _feed.ConfigureAwait(false);
        EndWatches();
        _stop.Dispose();
    }

    private async Task<IStoreWatch> LoadAsync(CancellationToken cancellationToken)
    {
        var revision = _store.Revision;
        foreach (var cache in _byKind.Values)
        {
            var objects = await ReadAllAsync(_store, cache.Kind, revision, cancellationToken).ConfigureAwait(false)
                ?? throw new IOException($"the store no longer has revision {revision}, which it had a moment ago");
            cache.Load(ObjectTable.FromOrdered(objects), revision);
        }
        var watch = _store.Watch(ObjectKeys.Root, revision, FeedCapacity);
        _gate.Advance(revision);
        return watch;
    }

    /// <summary>All objects of a kind as they were at a revision; null where the store no longer has it.</summary>
    public static async Task<List<CachedObject>?> ReadAllAsync(IStore store, KindInfo kind, long revision, CancellationToken cancellationToken)
    {
        var prefix = ObjectKeys.Prefix(kind);
        var end = ObjectKeys.End(prefix);
        var start = prefix;
        var objects = new List<CachedObject>();
        while (true)
        {
            var page = await store.RangeAsync(start, end, LoadPage, revision, cancellationToken).ConfigureAwait(false);
            if (page.Outcome != StoreOutcome.Ok)
                return null;
            foreach (var entry in page.Entries)
                objects.Add(CachedObjectReader.Read(entry.Key[prefix.Length..], entry.Value.Span, entry.ModRevision));
            if (!page.More || page.Entries.Count == 0)
                return objects;
            start = page.Entries[^1].Key + '\0';
        }
    }

    private async Task FeedAsync(IStoreWatch watch)
    {
        try
        {
            while (true)
            {
                await ApplyAllAsync(watch).ConfigureAwait(false);
                var end = watch.End;
                await watch.DisposeAsync().ConfigureAwait(false);
                if (end == StoreOutcome.Ok)
                {
                    _gate.Fail(new IOException("the store has been closed"));
                    return;
                }
                // Too far behind: go on from what is known, or load anew where history is gone as well.
                watch = end == StoreOutcome.Overflow && _store.CompactedRevision <= Revision
                    ? _store.Watch(ObjectKeys.Root, Revision, FeedCapacity)
                    : await LoadAsync(_stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
            _gate.Fail(new IOException("the server is stopping"));
        }
        catch (Exception fault)
        {
            // Whatever it is, acknowledging further writes would break the promise that reads see them.
            Fault = fault;
            _gate.Fail(fault);
            EndWatches();
        }
    }

    private async Task ApplyAllAsync(IStoreWatch watch)
    {
        while (true)
        {
            var events = await watch.ReadAsync(_stop.Token).ConfigureAwait(false);
            if (events.Count == 0)
                return;
            for (var i = 0; i < events.Count; i++)
                Apply(events[i]);
        }
    }

    private void Apply(StoreEvent change)
    {
        if (ObjectKeys.TrySplit(change.Key, out var part, out var local) && _bySpan.TryGetValue(part, out var cache))
        {
            var key = local.ToString();
            var current = change.Current is { } entry ? CachedObjectReader.Read(key, entry.Value.Span, change.Revision) : null;
            cache.Apply(key, current, change.Revision);
        }
        _gate.Advance(change.Revision);
    }
}
