using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Client.Session;
using Xunit;

namespace Trireme.Tests.Unit.App.Client;

public sealed class JsonPathTests
{
    private static readonly JsonNode Root = JsonNode.Parse(
        """{"items":[{"metadata":{"name":"a","labels":{"x.y/z":"1"}},"n":1},{"metadata":{"name":"b"},"n":2}],"kind":"List","flag":true}""")!;

    [Theory]
    [InlineData("{.kind}", "List")]
    [InlineData("{.items[*].metadata.name}", "a b")]
    [InlineData("{.items[1].metadata.name}", "b")]
    [InlineData("{.items[-1].metadata.name}", "b")]
    [InlineData("{.items[5].metadata.name}", "")]
    [InlineData("{.items[0:1].metadata.name}", "a")]
    [InlineData("{.items[1:].n}", "2")]
    [InlineData("{.items[0].metadata.labels['x.y/z']}", "1")]
    [InlineData(@"{.items[0].metadata.labels.x\.y/z}", "1")]
    [InlineData("{.items[?(@.n>1)].metadata.name}", "b")]
    [InlineData("{.items[?(@.metadata.name==\"a\")].n}", "1")]
    [InlineData("{.items[?(@.metadata.labels)].n}", "1")]
    [InlineData("{..name}", "a b")]
    [InlineData("{.items[0].metadata}", """{"labels":{"x.y/z":"1"},"name":"a"}""")]
    [InlineData("{.flag}", "true")]
    [InlineData("{.absent.field}", "")]
    [InlineData("kind: {.kind}!", "kind: List!")]
    [InlineData(@"{range .items[*]}{.metadata.name}={.n}{""\n""}{end}.", "a=1\nb=2\n.")]
    public void Write_ATemplate_WhatItPicks(string template, string expected)
    {
        var output = new StringWriter();

        JsonPathTemplate.Parse(template).Write(Root, output);

        Assert.Equal(expected, output.ToString());
    }

    [Theory]
    [InlineData("{.a")]
    [InlineData("{.a[}")]
    [InlineData("{.a[x]}")]
    [InlineData("{range .items[*]}{.n}")]
    [InlineData("{end}")]
    public void Parse_Broken_Refused(string template) => Assert.Throws<CommandException>(() => JsonPathTemplate.Parse(template));
}
