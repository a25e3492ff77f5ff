using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Watch_FromNow_SeesEachKindOfChange()
    {
        await PutAsync("/w/a", "1");
        await using var watch = Store.Watch("/w/", Store.Revision, 100);
        await PutAsync("/w/a", "2");
        await PutAsync("/other", "1");
        await PutAsync("/w/b", "1");
        await DeleteAsync("/w/a");
        var events = await ReadToAsync(watch, 5);
        Assert.Equal([2L, 4L, 5L], events.Select(change => change.Revision));
        Assert.Equal(("2", "1"), (Text(events[0].Current!), Text(events[0].Previous!)));
        Assert.Null(events[1].Previous);
        Assert.Null(events[2].Current);
        Assert.Equal("2", Text(events[2].Previous!));
    }

    [Fact]
    public async Task Watch_FromThePast_SeesHistoryThenLive()
    {
        for (var i = 0; i < 50; i++)
        {
            await PutAsync($"/w/{i % 7}", $"{i}");
            await PutAsync("/other", $"{i}");
        }

        await using var watch = Store.Watch("/w/", 11, 1000);
        var history = await ReadToAsync(watch, 99);
        Assert.Equal(Enumerable.Range(0, 44).Select(i => 13L + (2 * i)), history.Select(change => change.Revision));
        await DeleteAsync("/w/3");
        var live = Assert.Single(await ReadToAsync(watch, 101));
        Assert.Equal((101L, "/w/3"), (live.Revision, live.Key));
    }

    [Fact]
    public async Task Watch_StartedDuringWrites_HasNoGapAndNothingTwice()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                await PutAsync($"/w/{writer}/{i % 5}", $"{i}");
            }
        })));
        var watching = new List<Task>();
        var random = new Random(7);
        while (!writing.IsCompleted)
        {
            var after = random.NextInt64(Store.Revision + 1);
            watching.Add(Task.Run(async () =>
            {
                await using var watch = Store.Watch("/w/", after, Plenty);
                var events = await ReadToAsync(watch, 480);
                Assert.Equal(Enumerable.Range(1, (int)(480 - after)).Select(i => after + i), events.Select(change => change.Revision));
            }));
            await PutOtherThreadsFirstAsync();
        }

        await writing;
        await Task.WhenAll(watching);
    }

    [Fact]
    public async Task Watch_FromARevisionToCome_WaitsForTheOneAfterIt()
    {
        await PutAsync("/w/a", "1");
        await using var watch = Store.Watch("/w/", 3, 100);
        for (var i = 2; i <= 5; i++)
        {
            await PutAsync("/w/a", $"{i}");
        }

        var events = await ReadToAsync(watch, 5);
        Assert.Equal([4L, 5L], events.Select(change => change.Revision));
    }

    [Fact]
    public async Task Watch_NotRead_EndsWithOverflow()
    {
        await using var watch = Store.Watch("/w/", 0, 5);
        for (var i = 0; i < 6; i++)
        {
            await PutAsync("/w/a", $"{i}");
        }

        Assert.Empty(await watch.ReadAsync(Cancel));
        Assert.Equal(StoreOutcome.Overflow, watch.End);
        await using var again = Store.Watch("/w/", 0, 5);
        Assert.Equal(6, (await ReadToAsync(again, 6)).Count);
    }

    [Fact]
    public async Task Watch_ReadInTime_DoesNotOverflow()
    {
        await using var watch = Store.Watch("/w/", 0, 5);
        for (var i = 1; i <= 50; i++)
        {
            await PutAsync("/w/a", $"{i}");
            await PutAsync("/other", $"{i}");
            Assert.Single(await watch.ReadAsync(Cancel));
        }

        Assert.Equal(StoreOutcome.Ok, watch.End);
    }

    [Fact]
    public async Task Watch_OthersKeysChange_ProgressGoesOn()
    {
        await using var watch = Store.Watch("/w/", 0, 5);
        var reading = watch.ReadAsync(Cancel).AsTask();
        for (var i = 0; i < 20; i++)
        {
            await PutAsync("/other", $"{i}");
        }

        Assert.Equal(20, watch.ProgressRevision);
        Assert.False(reading.IsCompleted);
        await PutAsync("/w/a", "1");
        Assert.Equal(21, Assert.Single(await reading).Revision);
        Assert.Equal(21, watch.ProgressRevision);
    }

    [Fact]
    public async Task Watch_ReadIsCancelled_TheNextReadMissesNothing()
    {
        await using var watch = Store.Watch("/w/", 0, 5);
        using var cancelled = new CancellationTokenSource();
        var reading = watch.ReadAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await PutAsync("/w/a", "1");
        Assert.Single(await watch.ReadAsync(Cancel));
    }

    [Fact]
    public async Task Watch_Disposed_EndsAWaitingRead()
    {
        var watch = Store.Watch("/w/", 0, 5);
        var reading = watch.ReadAsync(Cancel).AsTask();
        await watch.DisposeAsync();
        Assert.Empty(await reading);
    }

    [Fact]
    public async Task Watch_StoreIsClosed_EndsWithOk()
    {
        await PutAsync("/w/a", "1");
        var live = Store.Watch("/w/", 1, 5);
        var past = Store.Watch("/w/", 0, 5);
        var reading = live.ReadAsync(Cancel).AsTask();
        await ReopenAsync();
        Assert.Empty(await reading);
        Assert.Empty(await past.ReadAsync(Cancel));
        Assert.Equal((StoreOutcome.Ok, StoreOutcome.Ok), (live.End, past.End));
    }

    [Fact]
    public async Task Watch_AfterReopening_HasTheHistory()
    {
        await PutAsync("/w/a", "1");
        await PutAsync("/w/a", "2");
        await DeleteAsync("/w/a");
        await ReopenAsync();
        await using var watch = Store.Watch("/w/", 1, 5);
        var events = await ReadToAsync(watch, 3);
        Assert.Equal(["1", "2"], events.Select(change => Text(change.Previous!)));
    }

    private async Task PutOtherThreadsFirstAsync()
    {
        // a read goes to the disk and back, which is pause enough between two watches
        await GetAsync("/w/0/0");
        await Task.Yield();
    }
}
