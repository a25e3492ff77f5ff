using System.Text;
using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

/// <summary>
/// What every engine of the store keeps to. After each test the store's invariants are checked, whatever the test was about:
/// revisions rise by one, a watch from the past and one that was live all along saw the same events once each, and the log replays to what a range reads.
/// </summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private const int Plenty = 100_000;

    private IStore? _store;
    private IStoreWatch? _witness;
    private long _witnessFrom;

    /// <summary>The store under test.</summary>
    protected IStore Store => _store!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens the store; again after <see cref="ReopenAsync"/> closed it.</summary>
    protected abstract Task<IStore> OpenAsync();

    /// <summary>Removes what the tests left.</summary>
    protected abstract void CleanUp();

    public async ValueTask InitializeAsync()
    {
        _store = await OpenAsync();
        WatchAll();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await InvariantsHoldAsync();
        }
        finally
        {
            await _witness!.DisposeAsync();
            await Store.DisposeAsync();
            CleanUp();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the store and opens it again.</summary>
    protected async Task ReopenAsync()
    {
        await InvariantsHoldAsync();
        await _witness!.DisposeAsync();
        await Store.DisposeAsync();
        _store = await OpenAsync();
        WatchAll();
    }

    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(StoreEntry entry) => Encoding.UTF8.GetString(entry.Value.Span);

    protected ValueTask<StoreCommit> CommitAsync(string key, string? value, long? expected = null) =>
        Store.CommitAsync(value is null ? StoreWrite.Delete(key, expected) : StoreWrite.Put(key, Bytes(value), expected), Cancel);

    protected async Task<long> PutAsync(string key, string value, long? expected = null)
    {
        var commit = await CommitAsync(key, value, expected);
        Assert.Equal(StoreOutcome.Ok, commit.Outcome);
        return commit.Revision;
    }

    protected async Task<long> DeleteAsync(string key, long? expected = null)
    {
        var commit = await CommitAsync(key, null, expected);
        Assert.Equal(StoreOutcome.Ok, commit.Outcome);
        return commit.Revision;
    }

    protected async Task<StoreEntry?> GetAsync(string key, long revision = 0)
    {
        var range = await Store.RangeAsync(key, null, 0, revision, Cancel);
        Assert.Equal(StoreOutcome.Ok, range.Outcome);
        return range.Entries.SingleOrDefault();
    }

    protected ValueTask<StoreRange> ListAsync(string prefix, int limit = 0, long revision = 0) =>
        Store.RangeAsync(prefix, StoreKeys.PrefixEnd(prefix), limit, revision, Cancel);

    protected static string Keys(StoreRange range) => string.Join(' ', range.Entries.Select(entry => entry.Key));

    /// <summary>Reads events until one with the revision has come (or, with a prefix, the watch has ended).</summary>
    internal static async Task<List<StoreEvent>> ReadToAsync(IStoreWatch watch, long revision)
    {
        var events = new List<StoreEvent>();
        while (events.Count == 0 || events[^1].Revision < revision)
        {
            var batch = await watch.ReadAsync(Cancel);
            if (batch.Count == 0)
            {
                break;
            }

            events.AddRange(batch);
        }

        return events;
    }

    private void WatchAll()
    {
        _witnessFrom = Store.Revision;
        _witness = Store.Watch("", _witnessFrom, Plenty);
    }

    private async Task InvariantsHoldAsync()
    {
        var last = Store.Revision;
        var seen = last > _witnessFrom ? await ReadToAsync(_witness!, last) : [];
        Assert.Equal(Enumerable.Range(1, (int)(last - _witnessFrom)).Select(i => _witnessFrom + i), seen.Select(change => change.Revision));

        var compacted = Store.CompactedRevision;
        await using var past = Store.Watch("", compacted, Plenty);
        var history = last > compacted ? await ReadToAsync(past, last) : [];
        Assert.Equal(Enumerable.Range(1, (int)(last - compacted)).Select(i => compacted + i), history.Select(change => change.Revision));
        AssertSame(seen.Where(change => change.Revision > compacted), history.Where(change => change.Revision > _witnessFrom));

        var start = await ListAsync("", revision: compacted);
        Replay(compacted == 0 ? [] : start.Entries, history, (await ListAsync("")).Entries);
    }

    private static void AssertSame(IEnumerable<StoreEvent> live, IEnumerable<StoreEvent> history)
    {
        foreach (var (one, other) in live.Zip(history))
        {
            Assert.Equal((one.Revision, one.Key), (other.Revision, other.Key));
            AssertSame(one.Current, other.Current);
            AssertSame(one.Previous, other.Previous);
        }
    }

    private static void AssertSame(StoreEntry? one, StoreEntry? other)
    {
        Assert.Equal((one?.Key, one?.CreateRevision, one?.ModRevision), (other?.Key, other?.CreateRevision, other?.ModRevision));
        Assert.Equal(one?.Value.ToArray(), other?.Value.ToArray());
    }

    private static void Replay(IReadOnlyList<StoreEntry> start, List<StoreEvent> history, IReadOnlyList<StoreEntry> now)
    {
        var state = start.ToDictionary(entry => entry.Key);
        foreach (var change in history)
        {
            AssertSame(state.GetValueOrDefault(change.Key), change.Previous);
            if (change.Current is null)
            {
                Assert.True(state.Remove(change.Key));
            }
            else
            {
                Assert.Equal(change.Revision, change.Current.ModRevision);
                Assert.Equal(change.Previous?.CreateRevision ?? change.Revision, change.Current.CreateRevision);
                state[change.Key] = change.Current;
            }
        }

        var replayed = state.Values.OrderBy(entry => Encoding.UTF8.GetBytes(entry.Key), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))).ToList();
        Assert.Equal(replayed.Count, now.Count);
        foreach (var (one, other) in replayed.Zip(now))
        {
            AssertSame(one, other);
        }
    }
}
