using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Machinery.Selectors;
using Xunit;

namespace Trireme.Tests.Unit.Machinery.Selectors;

public sealed class FieldSelectorTests
{
    [Theory]
    [InlineData("metadata.name=a", "metadata.name=a")]
    [InlineData("spec.nodeName==n,metadata.name!=b", "metadata.name!=b,spec.nodeName=n")]
    [InlineData("metadata.name=", "metadata.name=")]
    [InlineData(",metadata.name=a,,", "metadata.name=a")]
    [InlineData(@"metadata.name=a\,b\=c\\d", @"metadata.name=a\,b\=c\\d")]
    public void TryParse_Valid_GivesCanonicalText(string text, string canonical)
    {
        Assert.True(FieldSelector.TryParse(text, out var selector, out var error), error);
        Assert.Equal(canonical, selector.ToString());
    }

    [Theory]
    [InlineData("metadata.name", "invalid selector: 'metadata.name'; can't understand 'metadata.name'")]
    [InlineData("a=b=c", "invalid field selector: unescaped character in value: =")]
    [InlineData(@"a=b\c", @"invalid field selector: invalid escape sequence: \c")]
    [InlineData(@"a=b\", @"invalid field selector: invalid escape sequence: \")]
    public void TryParse_Invalid_SaysWhatKubernetesSays(string text, string expected)
    {
        Assert.False(FieldSelector.TryParse(text, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void TryParse_FieldOfNoSuchKind_IsRefused()
    {
        Assert.True(FieldSelector.TryParse("spec.nodeName=n,status.phase!=Failed", KindRegistry.Of<Pod>(), out _, out _));
        Assert.False(FieldSelector.TryParse("spec.foo=n", KindRegistry.Of<Pod>(), out _, out var error));
        Assert.Equal("field label not supported: spec.foo", error);
        Assert.False(FieldSelector.TryParse("spec.foo=n", KindRegistry.Of<ConfigMap>(), out _, out error));
        Assert.Equal("\"spec.foo\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"", error);
        Assert.Contains("involvedObject.uid", FieldSelector.Fields(KindRegistry.Of<Event>()));
    }

    [Theory]
    [InlineData("metadata.name=web-1", true)]
    [InlineData("metadata.name!=web-1", false)]
    [InlineData("spec.nodeName=n1,status.phase=Running", true)]
    [InlineData("spec.nodeName=n2", false)]
    [InlineData("spec.nodeName=", false)]
    [InlineData("spec.host=n1", true)]
    [InlineData("spec.hostNetwork=false", true)]
    [InlineData("spec.hostNetwork=true", false)]
    [InlineData("status.podIP=10.0.0.1", true)]
    [InlineData("status.podIPs=10.0.0.1\\,fd00::1", true)]
    [InlineData("status.nominatedNodeName=", true)]
    [InlineData("spec.serviceAccountName!=x", true)]
    public void Matches_Pod_ReadsFieldsFromBytes(string text, bool expected)
    {
        var json = """
            {"kind":"Pod","apiVersion":"v1","metadata":{"labels":{"name":"no"},"name":"web-1","namespace":"default"},
             "spec":{"containers":[{"name":"c","nodeName":"no"}],"nodeName":"n1"},
             "status":{"phase":"Running","podIP":"10.0.0.1","podIPs":[{"ip":"10.0.0.1"},{"ip":"fd00::1"}]}}
            """u8;
        Assert.True(FieldSelector.TryParse(text, KindRegistry.Of<Pod>(), out var selector, out var error), error);
        Assert.Equal(expected, selector.Matches(json));
    }

    [Fact]
    public void Value_SpecialFields_AreWhatKubernetesTakes()
    {
        Assert.Equal("kubelet", FieldSelector.Value("""{"source":{"component":"kubelet"},"reportingComponent":"x"}"""u8, "source"));
        Assert.Equal("x", FieldSelector.Value("""{"source":{},"reportingComponent":"x"}"""u8, "source"));
        Assert.Equal("true", FieldSelector.Value("""{"spec":{"unschedulable":true}}"""u8, "spec.unschedulable"));
        Assert.Equal("false", FieldSelector.Value("""{"spec":{}}"""u8, "spec.unschedulable"));
        Assert.Equal("3", FieldSelector.Value("""{"status":{"replicas":3}}"""u8, "status.replicas"));
        Assert.Equal("0", FieldSelector.Value("""{}"""u8, "status.replicas"));
        Assert.Equal("b", FieldSelector.Value(Encoding.UTF8.GetBytes("""{"metadata":{"name":"\u0062"}}"""), "metadata.name"));
    }

    [Fact]
    public void RequiredValue_OnlyOfEqualTerms()
    {
        FieldSelector.TryParse("spec.nodeName=n,metadata.name!=x", out var selector, out _);
        Assert.Equal("n", selector!.RequiredValue("spec.nodeName"));
        Assert.Null(selector.RequiredValue("metadata.name"));
    }
}
