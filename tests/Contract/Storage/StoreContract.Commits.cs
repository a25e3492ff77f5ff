using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Store_New_IsEmptyAtRevisionZero()
    {
        var range = await ListAsync("");
        Assert.Equal((0L, 0L, 0), (Store.Revision, Store.CompactedRevision, range.Entries.Count));
        Assert.Null(await GetAsync("/a"));
    }

    [Fact]
    public async Task Commit_Several_EachHasTheNextRevision()
    {
        Assert.Equal(1, await PutAsync("/a", "1"));
        Assert.Equal(2, await PutAsync("/b", "1"));
        Assert.Equal(3, await PutAsync("/a", "2"));
        Assert.Equal(4, await DeleteAsync("/b"));
        Assert.Equal(4, Store.Revision);
    }

    [Fact]
    public async Task Commit_Put_AnswersThePreviousEntry()
    {
        Assert.Null((await CommitAsync("/a", "1")).Current);
        var second = await CommitAsync("/a", "2");
        Assert.Equal("1", Text(second.Current!));
        var entry = (await GetAsync("/a"))!;
        Assert.Equal(("2", 1L, 2L), (Text(entry), entry.CreateRevision, entry.ModRevision));
    }

    [Fact]
    public async Task Commit_ExpectedRevisionIsStale_ConflictsWithThePresentEntry()
    {
        await PutAsync("/a", "1");
        await PutAsync("/a", "2", expected: 1);
        var late = await CommitAsync("/a", "3", expected: 1);
        Assert.Equal((StoreOutcome.Conflict, 0L), (late.Outcome, late.Revision));
        Assert.Equal(("2", 2L), (Text(late.Current!), late.Current!.ModRevision));
        Assert.Equal(2, Store.Revision);
    }

    [Fact]
    public async Task Commit_MustNotExist_ConflictsWhereTheKeyIs()
    {
        await PutAsync("/a", "1", expected: 0);
        Assert.Equal(StoreOutcome.Conflict, (await CommitAsync("/a", "2", expected: 0)).Outcome);
        await DeleteAsync("/a");
        Assert.Equal(3, await PutAsync("/a", "3", expected: 0));
    }

    [Fact]
    public async Task Commit_ExpectedRevisionOfAMissingKey_ConflictsWithNothing()
    {
        var commit = await CommitAsync("/a", "1", expected: 7);
        Assert.Equal(new StoreCommit(StoreOutcome.Conflict, 0, null), commit);
        Assert.Equal(new StoreCommit(StoreOutcome.Conflict, 0, null), await CommitAsync("/a", null, expected: 7));
    }

    [Fact]
    public async Task Commit_DeleteOfAMissingKey_WritesNothing()
    {
        await PutAsync("/a", "1");
        Assert.Equal(new StoreCommit(StoreOutcome.Ok, 1, null), await CommitAsync("/b", null));
        Assert.Equal(new StoreCommit(StoreOutcome.Ok, 1, null), await CommitAsync("/b", null, expected: 0));
        Assert.Equal(1, Store.Revision);
    }

    [Fact]
    public async Task Commit_DeletedAndMadeAgain_HasANewCreateRevision()
    {
        await PutAsync("/a", "1");
        await PutAsync("/a", "2");
        var deleted = await CommitAsync("/a", null, expected: 2);
        Assert.Equal("2", Text(deleted.Current!));
        Assert.Null(await GetAsync("/a"));
        await PutAsync("/a", "3");
        await PutAsync("/a", "4");
        Assert.Equal((4L, 5L), ((await GetAsync("/a"))!.CreateRevision, (await GetAsync("/a"))!.ModRevision));
        Assert.Equal((1L, 2L), ((await GetAsync("/a", 2))!.CreateRevision, (await GetAsync("/a", 2))!.ModRevision));
    }

    [Fact]
    public async Task Commit_EmptyValue_IsAValue()
    {
        await PutAsync("/a", "");
        Assert.Equal("", Text((await GetAsync("/a"))!));
        Assert.Equal(StoreOutcome.Conflict, (await CommitAsync("/a", "1", expected: 0)).Outcome);
    }

    [Fact]
    public async Task Commit_LargeValue_ComesBackWhole()
    {
        var value = new byte[1_500_000];
        new Random(1).NextBytes(value);
        await Store.CommitAsync(StoreWrite.Put("/large", value), Cancel);
        Assert.Equal(value, (await GetAsync("/large"))!.Value.ToArray());
    }

    [Fact]
    public async Task Commit_ManyCreateTheSameKeyAtOnce_OneWins()
    {
        for (var round = 0; round < 20; round++)
        {
            var key = $"/race/{round}";
            var commits = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => CommitAsync(key, $"{i}", expected: 0).AsTask()));
            var winner = Assert.Single(commits, commit => commit.Outcome == StoreOutcome.Ok);
            Assert.All(commits.Where(commit => commit.Outcome != StoreOutcome.Ok), commit =>
            {
                Assert.Equal(StoreOutcome.Conflict, commit.Outcome);
                Assert.Equal(winner.Revision, commit.Current!.ModRevision);
            });
        }

        Assert.Equal(20, Store.Revision);
    }

    [Fact]
    public async Task Commit_ConcurrentIncrements_NoneIsLost()
    {
        await PutAsync("/count", "0");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 10;)
            {
                var now = (await GetAsync("/count"))!;
                var commit = await CommitAsync("/count", $"{int.Parse(Text(now)) + 1}", now.ModRevision);
                done += commit.Outcome == StoreOutcome.Ok ? 1 : 0;
            }
        })));
        Assert.Equal("160", Text((await GetAsync("/count"))!));
        Assert.Equal(161, Store.Revision);
    }

    [Fact]
    public async Task Commit_ManyAtOnce_EachHasItsOwnRevision()
    {
        var commits = await Task.WhenAll(Enumerable.Range(0, 3000).Select(i => CommitAsync($"/many/{i % 100:D3}", $"{i}").AsTask()));
        Assert.Equal(Enumerable.Range(1, 3000).Select(i => (long)i), commits.Select(commit => commit.Revision).Order());
        Assert.Equal(100, (await ListAsync("/many/")).Entries.Count);
    }

    [Fact]
    public async Task Store_Reopened_GoesOnWhereItWas()
    {
        await PutAsync("/a", "1");
        await PutAsync("/b", "1");
        await PutAsync("/a", "2");
        await DeleteAsync("/b");
        await ReopenAsync();
        Assert.Equal(4, Store.Revision);
        Assert.Equal("/a", Keys(await ListAsync("")));
        Assert.Equal("/a /b", Keys(await ListAsync("", revision: 2)));
        Assert.Equal(5, await PutAsync("/b", "3", expected: 0));
    }
}
