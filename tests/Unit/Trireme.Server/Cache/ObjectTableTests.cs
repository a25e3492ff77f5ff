using System.Text;
using Trireme.Server.Cache;
using Xunit;

namespace Trireme.Tests.Unit.Server.Cache;

public sealed class ObjectTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changes_AtRandom_MatchASortedDictionary(int seed)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<string, CachedObject>(StringComparer.Ordinal);
        var table = ObjectTable.Empty;
        for (var i = 0; i < 6000; i++)
        {
            var key = $"{(char)('a' + random.Next(3))}/{random.Next(1500)}";
            if (random.Next(3) == 0)
            {
                table = table.Without(key);
                expected.Remove(key);
            }
            else
            {
                var value = Make(key, i + 1);
                table = table.With(value);
                expected[key] = value;
            }
            Assert.Equal(expected.Count, table.Count);
        }
        Assert.Equal(expected.Values, All(table, ""));
        Assert.Equal(expected.Values.Where(value => value.Namespace == "b"), All(table, "b/"));
        foreach (var (key, value) in expected)
            Assert.Same(value, table.Find(key));
        Assert.Null(table.Find("b/none"));
    }

    [Fact]
    public void From_StartKey_BeginsThere()
    {
        var table = ObjectTable.Empty;
        for (var i = 0; i < 1000; i++)
            table = table.With(Make($"n/{i:0000}", i + 1));
        Assert.Equal("n/0500", All(table, "n/", "n/0500")[0].Key);
        Assert.Equal("n/0501", All(table, "n/", "n/0500\0")[0].Key);
        Assert.Empty(All(table, "n/", "n/9999"));
        Assert.Empty(All(table, "m/"));
    }

    [Fact]
    public void With_LeavesTheOldTableAsItWas()
    {
        var before = ObjectTable.Empty.With(Make("a/1", 1)).With(Make("a/2", 2));
        var after = before.With(Make("a/1", 3)).Without("a/2");
        Assert.Equal([1, 2], All(before, "").Select(item => item.Revision));
        Assert.Equal([3], All(after, "").Select(item => item.Revision));
    }

    [Fact]
    public void FromOrdered_HoldsEverything()
    {
        var objects = Enumerable.Range(0, 777).Select(i => Make($"n/{i:0000}", i + 1)).ToList();
        Assert.Equal(objects, All(ObjectTable.FromOrdered(objects), ""));
    }

    private static List<CachedObject> All(ObjectTable table, string prefix, string start = "")
    {
        var all = new List<CachedObject>();
        foreach (var item in table.From(prefix, start))
            all.Add(item);
        return all;
    }

    private static CachedObject Make(string key, long revision) =>
        CachedObjectReader.Read(key, Encoding.UTF8.GetBytes($$"""{"kind":"K","apiVersion":"v1","metadata":{"name":"{{key[2..]}}","uid":"u"} }"""), revision);
}
