using Trireme.Storage;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Range_Prefix_HasItsKeysInOrder()
    {
        foreach (var key in new[] { "/pods/b", "/pods0", "/pods/a", "/pod/x", "/pods", "/pods/a/c", "/podt" })
        {
            await PutAsync(key, key);
        }

        Assert.Equal("/pods/a /pods/a/c /pods/b", Keys(await ListAsync("/pods/")));
        Assert.Equal("/pods /pods/a /pods/a/c /pods/b /pods0", Keys(await ListAsync("/pods")));
        Assert.Equal(7, (await ListAsync("")).Entries.Count);
    }

    [Fact]
    public async Task Range_StartAndEnd_StartIsInAndEndIsOut()
    {
        foreach (var key in new[] { "/a", "/b", "/c", "/d" })
        {
            await PutAsync(key, key);
        }

        Assert.Equal("/b /c", Keys(await Store.RangeAsync("/b", "/d", 0, 0, Cancel)));
        Assert.Equal("", Keys(await Store.RangeAsync("/d", "/b", 0, 0, Cancel)));
        Assert.Equal("/b", Keys(await Store.RangeAsync("/b", null, 0, 0, Cancel)));
    }

    [Fact]
    public async Task Range_KeysBeyondAscii_AreOrderedByTheirBytes()
    {
        // as UTF-16 the last two would be the other way around
        string[] keys = ["/z", "/é", "/€", "/\uff5e", "/😀"];
        foreach (var key in keys.Reverse())
        {
            await PutAsync(key, key);
        }

        Assert.Equal(string.Join(' ', keys), Keys(await ListAsync("/")));
        Assert.Equal("/€", Keys(await ListAsync("/€")));
        Assert.Equal("/😀", Keys(await ListAsync("/😀")));
    }

    [Fact]
    public async Task Range_Limit_SaysWhetherThereIsMore()
    {
        for (var i = 0; i < 10; i++)
        {
            await PutAsync($"/a/{i}", "1");
            await PutAsync($"/a/{i}", "2");
        }

        await DeleteAsync("/a/1");
        var page = await ListAsync("/a/", limit: 3);
        Assert.Equal(("/a/0 /a/2 /a/3", true), (Keys(page), page.More));
        page = await Store.RangeAsync("/a/3\0", StoreKeys.PrefixEnd("/a/"), 6, 0, Cancel);
        Assert.Equal(("/a/4 /a/5 /a/6 /a/7 /a/8 /a/9", false), (Keys(page), page.More));
        Assert.All(page.Entries, entry => Assert.Equal("2", Text(entry)));
    }

    [Fact]
    public async Task Range_AtARevision_ShowsThePast()
    {
        await PutAsync("/a", "1");
        await PutAsync("/b", "1");
        await PutAsync("/a", "2");
        await DeleteAsync("/b");
        await PutAsync("/c", "1");
        Assert.Equal("/a", Keys(await ListAsync("/", revision: 1)));
        Assert.Equal("/a /b", Keys(await ListAsync("/", revision: 3)));
        Assert.Equal("1", Text((await GetAsync("/a", 2))!));
        Assert.Equal("2", Text((await GetAsync("/a", 3))!));
        Assert.Null(await GetAsync("/b", 4));
        var past = await ListAsync("/", revision: 4);
        Assert.Equal(("/a", 5L), (Keys(past), past.Revision));
    }

    [Fact]
    public async Task Range_AtARevisionToCome_SaysSo()
    {
        await PutAsync("/a", "1");
        Assert.Equal(StoreOutcome.FutureRevision, (await ListAsync("/", revision: 2)).Outcome);
        Assert.Equal(StoreOutcome.FutureRevision, (await Store.RangeAsync("/a", null, 0, 2, Cancel)).Outcome);
    }

    [Fact]
    public async Task Range_DuringWrites_IsOneMoment()
    {
        // both keys always get the same value, one after the other: a range may see them one step apart, never two
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await PutAsync("/pair/a", $"{i}");
                await PutAsync("/pair/b", $"{i}");
            }
        });
        while (!writing.IsCompleted)
        {
            var range = await ListAsync("/pair/");
            Assert.Equal(range.Revision, range.Entries.Select(entry => entry.ModRevision).DefaultIfEmpty(0).Max());
        }

        await writing;
    }
}
