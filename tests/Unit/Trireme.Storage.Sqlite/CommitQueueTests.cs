using Trireme.Storage;
using Trireme.Storage.Sqlite.Writing;
using Xunit;

namespace Trireme.Tests.Unit.Storage.Sqlite;

public sealed class CommitQueueTests
{
    private readonly CommitQueue _queue = new();
    private readonly List<PendingCommit> _group = [];

    [Fact]
    public void Take_ManyWait_HandsOutAGroupInOrder()
    {
        var commits = Add(CommitQueue.GroupWrites + 10, bytes: 1);
        Assert.True(_queue.Take(_group, wait: true));
        Assert.Equal(commits.Take(CommitQueue.GroupWrites), _group);
        _group.Clear();
        Assert.True(_queue.Take(_group, wait: true));
        Assert.Equal(commits.Skip(CommitQueue.GroupWrites), _group);
    }

    [Fact]
    public void Take_LargeValues_EndsTheGroupEarly()
    {
        Add(20, bytes: (int)(CommitQueue.GroupBytes / 4));
        _queue.Take(_group, wait: true);
        Assert.Equal(4, _group.Count);
    }

    [Fact]
    public void Take_OneValueLargerThanAGroup_GoesAlone()
    {
        Add(2, bytes: (int)CommitQueue.GroupBytes + 1);
        _queue.Take(_group, wait: true);
        Assert.Single(_group);
    }

    [Fact]
    public void Take_Woken_ComesBackEmpty()
    {
        Assert.True(_queue.Wake());
        Assert.True(_queue.Take(_group, wait: true));
        Assert.Empty(_group);
    }

    [Fact]
    public async Task Add_QueueIsFull_WaitsForAPlace()
    {
        Add(CommitQueue.Capacity, bytes: 1);
        var late = new PendingCommit(StoreWrite.Delete("/late"));
        var adding = _queue.AddAsync(late, CancellationToken.None).AsTask();
        Assert.DoesNotContain(late, Drain(CommitQueue.GroupWrites));
        Assert.Same(late, Drain(CommitQueue.Capacity - CommitQueue.GroupWrites + 1)[^1]);
        late.Decide(new StoreCommit(StoreOutcome.Ok, 7, null));
        late.Complete();
        Assert.Equal(7, (await adding).Revision);
    }

    [Fact]
    public async Task Add_QueueIsFullAndTheCallerGivesUp_TakesNoPlace()
    {
        Add(CommitQueue.Capacity, bytes: 1);
        using var cancelled = new CancellationTokenSource();
        var adding = _queue.AddAsync(new PendingCommit(StoreWrite.Delete("/late")), cancelled.Token).AsTask();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding);
        _queue.Close();
        Drain(CommitQueue.Capacity);
        Assert.False(_queue.Take(_group, wait: true));
    }

    [Fact]
    public async Task Close_WritesWait_AreHandedOutAndOthersRefused()
    {
        var commits = Add(3, bytes: 1);
        _queue.Close();
        Assert.False(_queue.Wake());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _queue.AddAsync(new PendingCommit(StoreWrite.Delete("/a")), CancellationToken.None));
        Assert.True(_queue.Take(_group, wait: true));
        Assert.Equal(commits, _group);
        _group.Clear();
        Assert.False(_queue.Take(_group, wait: true));
    }

    /// <summary>Takes groups until there are so many writes.</summary>
    private List<PendingCommit> Drain(int count)
    {
        var drained = new List<PendingCommit>();
        while (drained.Count < count)
        {
            _group.Clear();
            _queue.Take(_group, wait: true);
            drained.AddRange(_group);
        }

        _group.Clear();
        Assert.Equal(count, drained.Count);
        return drained;
    }

    private List<PendingCommit> Add(int count, int bytes)
    {
        var value = new byte[bytes];
        var commits = Enumerable.Range(0, count).Select(i => new PendingCommit(StoreWrite.Put($"/{i}", value))).ToList();
        foreach (var commit in commits)
        {
            _ = _queue.AddAsync(commit, CancellationToken.None).AsTask();
        }

        return commits;
    }
}
