using System.Text.Json.Nodes;
using Trireme.Client;
using Trireme.Client.Session;
using Xunit;

namespace Trireme.Tests.Unit.App.Client;

public sealed class WaitConditionTests
{
    private static readonly JsonObject Item = JsonNode.Parse(
        """
        {"metadata":{"name":"a","generation":2},"status":{"phase":"Running","empty":"","n":3,
         "conditions":[{"type":"Ready","status":"True"},{"type":"Old","status":"True","observedGeneration":1},{"type":"Off","status":"False"}]}}
        """)!.AsObject();

    [Theory]
    [InlineData("condition=Ready", true)]
    [InlineData("condition=ready=TRUE", true)]
    [InlineData("condition=Ready=False", false)]
    [InlineData("condition=Off=False", true)]
    [InlineData("condition=Old", false)]
    [InlineData("condition=Absent", false)]
    [InlineData("jsonpath={.status.phase}=Running", true)]
    [InlineData("jsonpath='{.status.phase}'=Running", true)]
    [InlineData("jsonpath={.status.phase}=Pending", false)]
    [InlineData("jsonpath={.status.n}=3", true)]
    [InlineData("jsonpath={.status.absent}", false)]
    [InlineData("jsonpath={.status.phase}", true)]
    [InlineData("jsonpath={.status.conditions[?(@.type==\"Ready\")].status}=True", true)]
    [InlineData("create", true)]
    [InlineData("delete", false)]
    public void Fits_AnObject_AsTheExpressionSays(string expression, bool expected) =>
        Assert.Equal(expected, WaitCondition.Parse(expression).Fits(Item));

    [Fact]
    public void Fits_NoObject_OnlyDelete()
    {
        Assert.True(WaitCondition.Parse("delete").Fits(null));
        Assert.False(WaitCondition.Parse("condition=Ready").Fits(null));
        Assert.False(WaitCondition.Parse("jsonpath={.a}").Fits(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ready")]
    [InlineData("condition=")]
    [InlineData("jsonpath={.a}=")]
    [InlineData("jsonpath={.a[}")]
    public void Parse_Broken_Refused(string expression) => Assert.Throws<CommandException>(() => WaitCondition.Parse(expression));
}
