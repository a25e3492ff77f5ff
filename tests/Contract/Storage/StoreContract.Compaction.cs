using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Compact_KeepsWhatIsLiveAtTheRevision()
    {
        await PutAsync("/a", "1");
        await PutAsync("/a", "2");
        await PutAsync("/b", "1");
        await DeleteAsync("/b");
        await PutAsync("/c", "1");
        await PutAsync("/a", "3");
        Assert.Equal(StoreOutcome.Ok, await Store.CompactAsync(5, Cancel));
        Assert.Equal(5, Store.CompactedRevision);
        Assert.Equal("/a /c", Keys(await ListAsync("/", revision: 5)));
        Assert.Equal(("2", 1L), (Text((await GetAsync("/a", 5))!), (await GetAsync("/a", 5))!.CreateRevision));
        Assert.Equal("3", Text((await GetAsync("/a"))!));
    }

    [Fact]
    public async Task Compact_ReadsBeforeIt_AnswerCompacted()
    {
        for (var i = 0; i < 10; i++)
        {
            await PutAsync("/a", $"{i}");
        }

        await Store.CompactAsync(6, Cancel);
        Assert.Equal(StoreOutcome.Compacted, (await ListAsync("/", revision: 5)).Outcome);
        Assert.Equal(StoreOutcome.Compacted, (await Store.RangeAsync("/a", null, 0, 5, Cancel)).Outcome);
        await using var early = Store.Watch("/", 5, 10);
        Assert.Empty(await early.ReadAsync(Cancel));
        Assert.Equal(StoreOutcome.Compacted, early.End);
        await using var intime = Store.Watch("/", 6, 10);
        var events = await ReadToAsync(intime, 10);
        Assert.Equal([7L, 8L, 9L, 10L], events.Select(change => change.Revision));
        Assert.Equal("5", Text(events[0].Previous!));
    }

    [Fact]
    public async Task Compact_TwiceOrAhead_SaysSo()
    {
        await PutAsync("/a", "1");
        await PutAsync("/a", "2");
        Assert.Equal(StoreOutcome.FutureRevision, await Store.CompactAsync(3, Cancel));
        Assert.Equal(StoreOutcome.Ok, await Store.CompactAsync(2, Cancel));
        Assert.Equal(StoreOutcome.Compacted, await Store.CompactAsync(2, Cancel));
        Assert.Equal(StoreOutcome.Compacted, await Store.CompactAsync(1, Cancel));
    }

    [Fact]
    public async Task Compact_NewestIsADeletion_TheRevisionIsNotUsedAgain()
    {
        await PutAsync("/a", "1");
        await DeleteAsync("/a");
        await Store.CompactAsync(2, Cancel);
        await ReopenAsync();
        Assert.Equal((2L, 2L), (Store.Revision, Store.CompactedRevision));
        Assert.Equal(3, await PutAsync("/a", "2", expected: 0));
        Assert.Equal(3, (await GetAsync("/a"))!.CreateRevision);
    }

    [Fact]
    public async Task Compact_AWatchIsInThePast_ItEndsWithCompacted()
    {
        for (var i = 0; i < 2000; i++)
        {
            _ = CommitAsync($"/w/{i % 3}", $"{i}").AsTask();
        }

        var last = await PutAsync("/w/0", "last");
        await using var watch = Store.Watch("/w/", 0, Plenty);
        var first = await watch.ReadAsync(Cancel);
        Assert.InRange(first.Count, 1, 1999);
        await Store.CompactAsync(last, Cancel);
        Assert.Empty(await watch.ReadAsync(Cancel));
        Assert.Equal(StoreOutcome.Compacted, watch.End);
    }

    [Fact]
    public async Task Compact_ALiveWatch_GoesOn()
    {
        await using var watch = Store.Watch("/w/", 0, 100);
        await PutAsync("/w/a", "1");
        await PutAsync("/w/a", "2");
        await Store.CompactAsync(2, Cancel);
        await PutAsync("/w/a", "3");
        Assert.Equal(3, (await ReadToAsync(watch, 3)).Count);
    }

    [Fact]
    public async Task Compact_DuringWritesAndReads_BothStayRight()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await PutAsync($"/w/{writer}", $"{i}");
            }
        })));
        while (!writing.IsCompleted)
        {
            var revision = Store.Revision;
            await Store.CompactAsync(revision, Cancel);
            var range = await ListAsync("/w/");
            Assert.Equal(StoreOutcome.Ok, range.Outcome);
            Assert.True(range.Revision >= revision);
        }

        await writing;
        Assert.Equal(8, (await ListAsync("/w/")).Entries.Count);
    }
}
