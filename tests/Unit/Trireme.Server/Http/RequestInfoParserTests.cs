using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Trireme.Server.Http;
using Xunit;

namespace Trireme.Tests.Unit.Server.Http;

public sealed class RequestInfoParserTests
{
    [Theory]
    [InlineData("GET", "/api/v1/pods", "list", "", "v1", "", "pods", "", "")]
    [InlineData("GET", "/api/v1/namespaces/n/pods", "list", "", "v1", "n", "pods", "", "")]
    [InlineData("GET", "/api/v1/namespaces/n/pods/p", "get", "", "v1", "n", "pods", "p", "")]
    [InlineData("GET", "/api/v1/namespaces/n/pods/p/log", "get", "", "v1", "n", "pods", "p", "log")]
    [InlineData("POST", "/api/v1/namespaces/n/pods/p/binding", "create", "", "v1", "n", "pods", "p", "binding")]
    [InlineData("POST", "/apis/apps/v1/namespaces/n/deployments", "create", "apps", "v1", "n", "deployments", "", "")]
    [InlineData("PUT", "/apis/apps/v1/namespaces/n/deployments/d/scale", "update", "apps", "v1", "n", "deployments", "d", "scale")]
    [InlineData("PATCH", "/api/v1/nodes/x/status", "patch", "", "v1", "", "nodes", "x", "status")]
    [InlineData("DELETE", "/api/v1/namespaces/n/pods", "deletecollection", "", "v1", "n", "pods", "", "")]
    [InlineData("DELETE", "/api/v1/namespaces/n/pods/p", "delete", "", "v1", "n", "pods", "p", "")]
    [InlineData("GET", "/api/v1/namespaces/n", "get", "", "v1", "n", "namespaces", "n", "")]
    [InlineData("PUT", "/api/v1/namespaces/n/finalize", "update", "", "v1", "n", "namespaces", "n", "finalize")]
    [InlineData("GET", "/api/v1/namespaces", "list", "", "v1", "", "namespaces", "", "")]
    [InlineData("GET", "/api/v1/watch/namespaces/n/pods", "watch", "", "v1", "n", "pods", "", "")]
    [InlineData("GET", "/api/v1/pods?watch=true", "watch", "", "v1", "", "pods", "", "")]
    [InlineData("GET", "/api/v1/pods?watch=1&fieldSelector=metadata.name%3Dp", "watch", "", "v1", "", "pods", "p", "")]
    [InlineData("HEAD", "/api/v1/pods", "list", "", "v1", "", "pods", "", "")]
    public void Parse_Resource_IsReadAsKubernetesReadsIt(
        string method, string url, string verb, string group, string version, string ns, string resource, string name, string subresource)
    {
        var info = Parse(method, url);
        Assert.True(info.IsResource);
        Assert.Equal((verb, group, version, ns, resource, name, subresource), (info.Verb, info.Group, info.Version, info.Namespace, info.Resource, info.Name, info.Subresource));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api")]
    [InlineData("/api/v1")]
    [InlineData("/apis/apps/v1")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v3/api/v1")]
    public void Parse_OtherPath_IsNoResource(string path)
    {
        var info = Parse("GET", path);
        Assert.False(info.IsResource);
        Assert.Equal("get", info.Verb);
        Assert.Equal(path, info.Path);
    }

    [Fact]
    public void Parse_ProxyPath_KeepsTheRest() => Assert.Equal("/a/b", Parse("GET", "/api/v1/namespaces/n/services/https:s:443/proxy/a/b").Rest);

    private static RequestInfo Parse(string method, string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var query = new QueryCollection(QueryHelpers.ParseQuery(mark < 0 ? "" : url[mark..]));
        return RequestInfoParser.Parse(method, mark < 0 ? url : url[..mark], query);
    }
}
