using System.Text.Json.Nodes;
using Trireme.Node.Statuses;
using Xunit;

namespace Trireme.Tests.Unit.Node.Statuses;

public sealed class StrategicDiffTests
{
    [Theory]
    [InlineData("""{"phase":"Running"}""", """{"phase":"Running"}""", null)]
    [InlineData("""{"phase":"Pending","podIP":"1"}""", """{"phase":"Running"}""", """{"phase":"Running","podIP":null}""")]
    [InlineData("""{"a":{"x":1,"y":2}}""", """{"a":{"x":1,"y":3}}""", """{"a":{"y":3}}""")]
    [InlineData("""{"containerStatuses":[{"name":"a","ready":false}]}""", """{"containerStatuses":[{"name":"a","ready":true}]}""", """{"containerStatuses":[{"name":"a","ready":true}]}""")]
    [InlineData("""{"podIPs":[{"ip":"1"}]}""", """{"podIPs":[{"ip":"2"}]}""", """{"podIPs":[{"ip":"2"},{"$patch":"replace"}]}""")]
    [InlineData("""{}""", """{"podIPs":[{"ip":"2"}]}""", """{"podIPs":[{"ip":"2"}]}""")]
    [InlineData(
        """{"conditions":[{"type":"Ready","status":"False","reason":"X"},{"type":"Other","status":"True"}]}""",
        """{"conditions":[{"type":"Ready","status":"True"}]}""",
        """{"conditions":[{"type":"Ready","status":"True","reason":null}]}""")]
    public void Between_TwoStatuses_NamesWhatDiffers(string before, string after, string? patch) =>
        Assert.Equal(patch, StrategicDiff.Between(JsonNode.Parse(before)!.AsObject(), JsonNode.Parse(after)!.AsObject())?.ToJsonString());
}
