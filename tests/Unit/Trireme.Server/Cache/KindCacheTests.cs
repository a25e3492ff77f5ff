using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Selectors;
using Trireme.Server.Cache;
using Trireme.Server.Watch;
using Xunit;

namespace Trireme.Tests.Unit.Server.Cache;

public sealed class KindCacheTests
{
    private readonly KindCache _cache = new(KindRegistry.Of<ConfigMap>());

    [Fact]
    public void Watch_SelectionEnteredAndLeft_IsToldAsAddedAndDeleted()
    {
        using var watcher = Watch("tag=x");
        _cache.Subscribe(watcher);
        Put("a", 1, "y");
        Put("a", 2, "x");
        Put("a", 3, "x");
        Put("a", 4, "y");
        Put("a", 5, "x");
        Delete("a", 6);

        var items = Drain(watcher);
        Assert.Equal(
            [(CacheEventType.Added, 2), (CacheEventType.Modified, 3), (CacheEventType.Deleted, 4), (CacheEventType.Added, 5), (CacheEventType.Deleted, 6)],
            items.Select(item => (item.Type, item.Revision)));
        Assert.All(items, item => Assert.Equal(item.Revision, item.Object!.Revision));
        Assert.Contains("\"tag\":\"x\"", Encoding.UTF8.GetString(items[2].Object!.Json.Span)); // as it was when it was last in the selection
    }

    [Fact]
    public void Subscribe_BehindRevision_GivesWhatWasMissed()
    {
        Put("a", 1, "x");
        Put("b", 3, "x");
        Put("a", 7, "x");
        using var watcher = Watch("");
        var missed = _cache.Subscribe(watcher, 1, out _);
        Assert.Equal([3L, 7L], missed!.Select(change => change.Revision));
        Put("c", 9, "x");
        Assert.Equal([9L], Drain(watcher).Select(item => item.Revision));
    }

    [Fact]
    public void Subscribe_HistoryGone_IsRefused()
    {
        for (var i = 1; i <= 17000; i++)
            Put("a", i, "x");
        using var watcher = Watch("");
        Assert.Null(_cache.Subscribe(watcher, 1, out var floor));
        Assert.InRange(floor, 600, 700);
        Assert.NotNull(_cache.Subscribe(watcher, floor, out _));
    }

    [Fact]
    public void Offer_QueueFull_EndsThatWatchAlone()
    {
        using var slow = Watch("");
        using var quick = Watch("");
        _cache.Subscribe(slow);
        _cache.Subscribe(quick);
        var seen = 0;
        for (var i = 1; i <= 9000; i++)
        {
            Put("a", i, "x");
            seen += Drain(quick).Count;
        }
        Assert.Equal(WatchEnd.Overflow, slow.Ended);
        Assert.Equal(WatchEnd.None, quick.Ended);
        Assert.Equal(9000, seen);
        Assert.Equal(1, _cache.WatcherCount);
    }

    [Fact]
    public void Load_EndsWatches_AsWhatTheyMissedIsNotKnown()
    {
        using var watcher = Watch("");
        _cache.Subscribe(watcher);
        _cache.Load(ObjectTable.Empty, 100);
        Assert.Equal(WatchEnd.Expired, watcher.Ended);
        Assert.Null(_cache.Subscribe(watcher, 99, out _));
    }

    private Watcher Watch(string labels) => new(
        new ObjectSelector { Labels = LabelSelector.TryParse(labels, out var parsed, out _) && !parsed.IsEmpty ? parsed : null, Selectable = _cache.Fields },
        wantsBookmarks: false);

    private void Put(string name, long revision, string tag) => _cache.Apply(
        "n/" + name,
        CachedObjectReader.Read(
            "n/" + name,
            Encoding.UTF8.GetBytes($$$"""{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"{{{name}}}","namespace":"n","uid":"u","labels":{"tag":"{{{tag}}}"} } }"""),
            revision),
        revision);

    private void Delete(string name, long revision) => _cache.Apply("n/" + name, null, revision);

    private static List<WatchItem> Drain(Watcher watcher)
    {
        var items = new List<WatchItem>();
        while (watcher.Queue.TryRead(out var item))
            items.Add(item);
        return items;
    }
}
