using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Apply;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Apply;

public sealed class FieldSetTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("""{"f:b":{},"f:a":{".":{},"f:c":{}}}""", """{"f:a":{".":{},"f:c":{}},"f:b":{}}""")]
    [InlineData("""{"i:10":{},"i:9":{},"v:2":{},"v:\"b\"":{},"v:10":{},"v:\"a\"":{},"k:{\"a\":1}":{},"f:z":{}}""", """{"f:z":{},"k:{\"a\":1}":{},"v:2":{},"v:10":{},"v:\"a\"":{},"v:\"b\"":{},"i:9":{},"i:10":{}}""")]
    [InlineData("""{"k:{\"protocol\":\"TCP\",\"port\":443}":{".":{}},"k:{ \"port\": 80, \"protocol\": \"TCP\"}":{".":{}}}""", """{"k:{\"port\":80,\"protocol\":\"TCP\"}":{},"k:{\"port\":443,\"protocol\":\"TCP\"}":{}}""")]
    [InlineData("""{"k:{\"name\":\"a!\"}":{},"k:{\"name\":\"ab\"}":{},"k:{\"name\":\"a\"}":{},"k:{\"name\":\"\"}":{}}""", """{"k:{\"name\":\"\"}":{},"k:{\"name\":\"a\"}":{},"k:{\"name\":\"a!\"}":{},"k:{\"name\":\"ab\"}":{}}""")]
    [InlineData("""{"k:{\"b\":\"x\"}":{},"k:{\"a\":\"y\",\"b\":\"x\"}":{},"k:{\"a\":\"y\"}":{}}""", """{"k:{\"a\":\"y\"}":{},"k:{\"a\":\"y\",\"b\":\"x\"}":{},"k:{\"b\":\"x\"}":{}}""")]
    [InlineData("""{"k:{\"a\":true}":{},"k:{\"a\":\"é\\\"\"}":{},"f:a":{"f:b":{}}}""", """{"f:a":{"f:b":{}},"k:{\"a\":\"é\\\"\"}":{},"k:{\"a\":true}":{}}""")]
    public void ToJson_AnyOrder_IsCanonical(string json, string canonical)
    {
        var set = Parse(json);
        Assert.Equal(canonical, set.ToJson().ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.True(set.SetEquals(Parse(canonical)));
    }

    [Theory]
    [InlineData("""{"x":{}}""")]
    [InlineData("""{"f":{}}""")]
    [InlineData("""{"f:a":1}""")]
    [InlineData("""{"f:a":[]}""")]
    [InlineData("""{"k:name":{}}""")]
    [InlineData("""{"k:[]":{}}""")]
    [InlineData("""{"i:-1":{}}""")]
    [InlineData("""{"i:x":{}}""")]
    [InlineData("""{"v:{":{}}""")]
    [InlineData("[]")]
    public void TryParse_NotFieldsV1_IsRefused(string json) => Assert.False(FieldSet.TryParse(JsonNode.Parse(json), out _));

    [Fact]
    public void TryParse_TooDeep_IsRefused()
    {
        var json = string.Concat(Enumerable.Repeat("{\"f:a\":", 200)) + "{}" + new string('}', 200);
        Assert.False(FieldSet.TryParse(JsonNode.Parse(json, documentOptions: new() { MaxDepth = 1000 }), out _));
    }

    [Fact]
    public void Paths_AllKindsOfSteps_AreWrittenLikeKubernetes() => Assert.Equal(
        [".a", """.a[name="x",port=80].b""", """.a[="s"]""", ".a[3]"],
        Parse("""{"f:a":{".":{},"k:{\"name\":\"x\",\"port\":80}":{"f:b":{}},"v:\"s\"":{},"i:3":{}}}""").Paths());

    /// <summary>The operations against the same ones on plain sets of paths, over many random trees.</summary>
    [Fact]
    public void Operations_RandomSets_AgreeWithPlainSets()
    {
        var random = new Random(7); // the same trees each time
        for (var round = 0; round < 500; round++)
        {
            var left = Parse(Tree(random, 3).ToJsonString());
            var right = Parse(Tree(random, 3).ToJsonString());
            var (first, second) = (left.Paths().ToHashSet(), right.Paths().ToHashSet());
            Assert.Equal(first.Union(second).Order(), left.Union(right).Paths().Order());
            Assert.Equal(first.Except(second).Order(), left.Difference(right).Paths().Order());
            Assert.Equal(first.Intersect(second).Order(), left.Intersection(right).Paths().Order());
            Assert.Equal(first.SetEquals(second), left.SetEquals(right));
            Assert.Equal(first.Overlaps(second), FieldsV1.Overlaps(left.ToJson(), right));
            Assert.True(Parse(left.ToJson().ToJsonString()).SetEquals(left));
            Assert.Same(left, left.Union(left.Intersection(right)));
            Assert.Same(left, left.Difference(right.Difference(left)));
        }
    }

    private static JsonObject Tree(Random random, int depth)
    {
        var node = new JsonObject();
        for (var i = random.Next(4); i > 0; i--)
        {
            var step = random.Next(4) switch
            {
                0 => $"k:{{\"name\":\"{(char)('a' + random.Next(3))}\"}}",
                1 => $"v:{random.Next(12)}",
                _ => $"f:{(char)('a' + random.Next(4))}",
            };
            var child = depth == 0 ? [] : Tree(random, depth - 1);
            if (child.Count > 0 && random.Next(2) == 0)
                child["."] = new JsonObject();
            node[step] = child;
        }
        return node;
    }

    private static FieldSet Parse(string json)
    {
        Assert.True(FieldSet.TryParse(JsonNode.Parse(json), out var set), json);
        return set;
    }
}
