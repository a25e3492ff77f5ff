using System.Text;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Xunit;
using LabelSelector = Trireme.Machinery.Selectors.LabelSelector;

namespace Trireme.Tests.Unit.Machinery.Selectors;

public sealed class LabelSelectorTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a=b", "a=b")]
    [InlineData(" a == b , c != d ", "a==b,c!=d")]
    [InlineData("z,!y,x in (b, a),w notin (c)", "w notin (c),x in (a,b),!y,z")]
    [InlineData("a=,b", "a=,b")]
    [InlineData("a in ()", "a in ()")]
    [InlineData("a in (,b)", "a in (,b)")]
    [InlineData("a in (b,)", "a in (,b)")]
    [InlineData("in in (in,notin)", "in in (in,notin)")]
    [InlineData("n>5,m<1", "m<1,n>5")]
    [InlineData("example.com/a=x.y_z-1", "example.com/a=x.y_z-1")]
    [InlineData("a=b,a!=c", "a=b,a!=c")]
    public void TryParse_Valid_GivesCanonicalText(string text, string canonical)
    {
        Assert.True(LabelSelector.TryParse(text, out var selector, out var error), error);
        Assert.Equal(canonical, selector.ToString());
        Assert.True(LabelSelector.TryParse(canonical, out var again, out error), error);
        Assert.Equal(canonical, again.ToString());
    }

    [Theory]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData(",a", "found ',', expected: !, identifier, or 'end of string'")]
    [InlineData("=a", "found '=', expected: !, identifier, or 'end of string'")]
    [InlineData("!", "unable to parse requirement: found '', expected: identifier")]
    [InlineData("!a=b", "found '=', expected: ',' or 'end of string'")]
    [InlineData("a in b", "unable to parse requirement: found 'b' expected: '('")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a in (b c)", "unable to parse requirement: found 'c', expected: ',' or ')'")]
    [InlineData("a=(", "unable to parse requirement: found '(', expected: identifier")]
    [InlineData("a=b c", "found 'c', expected: ',' or 'end of string'")]
    [InlineData("a>x", "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer")]
    [InlineData("a>", "unable to parse requirement: values[0]: Invalid value: \"\": for 'Gt', 'Lt' operators, the value must be an integer")]
    public void TryParse_Invalid_SaysWhatKubernetesSays(string text, string expected)
    {
        Assert.False(LabelSelector.TryParse(text, out var selector, out var error));
        Assert.Null(selector);
        Assert.Equal(expected, error);
    }

    [Theory]
    [InlineData("-a=b", "<nil>: Invalid value: \"-a\": name part must consist of alphanumeric characters")]
    [InlineData("a/b/c=d", "<nil>: Invalid value: \"a/b/c\": a qualified name must consist of")]
    [InlineData("A_B/c=d", "<nil>: Invalid value: \"A_B/c\": prefix part a lowercase RFC 1123 subdomain must consist of")]
    [InlineData("a=b!", "found '!'")]
    [InlineData("a=-b", "values[0][a]: Invalid value: \"-b\": a valid label must be an empty string or consist of")]
    [InlineData("a=0123456789012345678901234567890123456789012345678901234567890123", "must be no more than 63 bytes")]
    public void TryParse_BadKeyOrValue_NamesIt(string text, string part)
    {
        Assert.False(LabelSelector.TryParse(text, out _, out var error));
        Assert.Contains(part, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app=db", false)]
    [InlineData("app!=db,nope!=x", true)]
    [InlineData("app,!nope", true)]
    [InlineData("nope", false)]
    [InlineData("!app", false)]
    [InlineData("app in (db,web)", true)]
    [InlineData("app notin (db,web)", false)]
    [InlineData("nope notin (x)", true)]
    [InlineData("nope in (x)", false)]
    [InlineData("n>6", true)]
    [InlineData("n>7", false)]
    [InlineData("n<8", true)]
    [InlineData("app>1", false)]
    [InlineData("nope<1", false)]
    [InlineData("empty=", true)]
    [InlineData("escaped=a", true)]
    public void Matches_AllFormsOfLabels_Agree(string text, bool expected)
    {
        const string Labels = """{"app":"web","n":"7","empty":"","escap\u0065d":"\u0061"}""";
        Assert.True(LabelSelector.TryParse(text, out var selector, out var error), error);
        var tree = JsonNode.Parse(Labels)!.AsObject();
        Assert.Equal(expected, selector.Matches(tree.ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>())));
        Assert.Equal(expected, selector.Matches(tree));
        Assert.Equal(expected, selector.Matches(Encoding.UTF8.GetBytes($$$"""{"kind":"Pod","metadata":{"name":"x","labels":{{{Labels}}},"uid":"u"},"spec":{}}""")));
    }

    [Fact]
    public void Matches_NoLabels_DependsOnOperator()
    {
        LabelSelector.TryParse("!a,b!=c", out var selector, out _);
        Assert.True(selector!.Matches((JsonObject?)null));
        Assert.True(selector.Matches("""{"metadata":{"name":"x"}}"""u8));
        Assert.True(selector.Matches("""{"metadata":{"labels":null}}"""u8));
        Assert.True(selector.Matches("""{"spec":{"labels":{"a":"b"}}}"""u8));
        LabelSelector.TryParse("a", out selector, out _);
        Assert.False(selector!.Matches("""{"metadata":{"name":"x"}}"""u8));
    }

    [Fact]
    public void From_Spec_TranslatesBothParts()
    {
        var selector = LabelSelector.From(new Api.Meta.V1.LabelSelector
        {
            MatchLabels = new Dictionary<string, string> { ["b"] = "1" },
            MatchExpressions = [new() { Key = "a", Operator = "NotIn", Values = ["y", "x"] }, new() { Key = "c", Operator = "Exists" }],
        });
        Assert.Equal("a notin (x,y),b=1,c", selector.ToString());
        Assert.True(LabelSelector.From(new Api.Meta.V1.LabelSelector()).IsEmpty);
        Assert.False(LabelSelector.From((Api.Meta.V1.LabelSelector?)null).Matches(new Dictionary<string, string>()));
        Assert.False(LabelSelector.From((Api.Meta.V1.LabelSelector?)null).IsEmpty);
        Assert.False(LabelSelector.TryFrom(new() { MatchExpressions = [new() { Key = "a", Operator = "Near" }] }, out _, out var error));
        Assert.Equal("\"Near\" is not a valid label selector operator", error);
    }
}
