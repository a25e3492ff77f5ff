using Trireme.Client.Queues;
using Xunit;

namespace Trireme.Tests.Unit.Client.Queues;

public sealed class WorkQueueTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>(_time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task Add_SameKeyTwice_GivesItOutOnce()
    {
        _queue.Add("a");
        _queue.Add("a");

        Assert.Equal("a", await Take());
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public async Task Add_WhileProcessing_ComesBackAfterDoneAndNotBefore()
    {
        _queue.Add("a");
        await Take();

        _queue.Add("a");
        Assert.Equal(0, _queue.Count);
        _queue.Done("a");

        Assert.Equal("a", await Take());
    }

    [Fact]
    public async Task Done_WithoutNewAdd_LeavesQueueIdle()
    {
        _queue.Add("a");
        await Take();
        _queue.Done("a");
        _queue.Done("a");

        Assert.True(_queue.IsIdle);
    }

    [Fact]
    public void AddAfter_SeveralDelays_EarliestCounts()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(2));
        _queue.AddAfter("a", TimeSpan.FromSeconds(30));

        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(0, _queue.Count);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public async Task AddAfter_EarlierDelayUsed_LaterOneDoesNotComeAgain()
    {
        _queue.AddAfter("a", TimeSpan.FromSeconds(10));
        _queue.AddAfter("a", TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(2));
        await Take();
        _queue.Done("a");

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_queue.IsIdle);
    }

    [Fact]
    public void AddAfter_YearsAhead_IsKept()
    {
        _queue.AddAfter("a", TimeSpan.FromDays(400));

        _time.Advance(TimeSpan.FromDays(399));
        Assert.Equal(0, _queue.Count);
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public async Task AddRateLimited_Repeated_DoublesUntilForgotten()
    {
        foreach (var wait in new[] { 5, 10, 20, 40 })
        {
            _queue.AddRateLimited("a");
            _time.Advance(TimeSpan.FromMilliseconds(wait - 1));
            Assert.Equal(0, _queue.Count);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal("a", await Take());
            _queue.Done("a");
        }
        Assert.Equal(4, _queue.Retries("a"));

        _queue.Forget("a");
        _queue.AddRateLimited("a");
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public async Task AddRateLimited_ManyFailures_StopsAtLongestDelay()
    {
        for (var i = 0; i < 60; i++)
        {
            _queue.AddRateLimited("a");
            _time.Advance(TimeSpan.FromSeconds(1000));
            Assert.Equal("a", await Take());
            _queue.Done("a");
        }
    }

    [Fact]
    public async Task ShutDown_WithWaitingKeys_GivesThemOutThenEnds()
    {
        _queue.Add("a");
        _queue.AddAfter("b", TimeSpan.FromSeconds(1));
        _queue.ShutDown();
        _queue.Add("c");

        Assert.Equal("a", await Take());
        Assert.False((await _queue.GetAsync(Cancellation)).Found);
    }

    private async Task<string> Take()
    {
        var (found, key) = await _queue.GetAsync(Cancellation);
        Assert.True(found);
        return key;
    }
}
