using Trireme.Api.Rbac.V1;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Rbac;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Rbac;

public sealed class CompiledRuleTests
{
    private static readonly UserInfo User = new("u", []);

    // verbs | groups | resources | names || verb group resource subresource name || allowed; "core" is the group without a name
    [Theory]
    [InlineData("get|core|pods|", "get core pods - -", true)]
    [InlineData("get|core|pods|", "get core pods - x", true)]
    [InlineData("get|core|pods|", "list core pods - -", false)]
    [InlineData("get|core|pods|", "get apps pods - -", false)]
    [InlineData("get|core|pods|", "get core pod - -", false)]
    [InlineData("get|core|pods|", "get core pods log x", false)]
    [InlineData("get|core|pods/log|", "get core pods log x", true)]
    [InlineData("get|core|pods/log|", "get core pods - x", false)]
    [InlineData("get|core|pods/log|", "get core pods logs x", false)]
    [InlineData("get|core|pods/log|", "get core podslog - x", false)]
    [InlineData("get|core|pods/*|", "get core pods log x", false)]
    [InlineData("get|core|*|", "get core pods log x", true)]
    [InlineData("get|core|*|", "get core secrets - -", true)]
    [InlineData("get|*|*/scale|", "get apps deployments scale x", true)]
    [InlineData("get|*|*/scale|", "get apps deployments - x", false)]
    [InlineData("get|*|*/scale|", "get apps deployments status x", false)]
    [InlineData("*|core|pods|", "frobnicate core pods - x", true)]
    [InlineData("get|*|pods|", "get metrics.k8s.io pods - x", true)]
    [InlineData("get|core|secrets|a b", "get core secrets - a", true)]
    [InlineData("get|core|secrets|a b", "get core secrets - c", false)]
    [InlineData("list|core|secrets|a b", "list core secrets - -", false)]
    [InlineData("create|core|secrets|a", "create core secrets - -", false)]
    [InlineData("get|core|secrets|*", "get core secrets - a", false)]
    [InlineData("GET|core|pods|", "get core pods - x", false)]
    [InlineData("|core|pods|", "get core pods - x", false)]
    [InlineData("get||pods|", "get core pods - x", false)]
    public void Allows_Resource_FollowsTheRule(string rule, string request, bool allowed)
    {
        var parts = rule.Split('|');
        var asked = request.Split(' ');
        var compiled = new CompiledRule(new PolicyRule
        {
            Verbs = Words(parts[0]),
            ApiGroups = [.. Words(parts[1]).Select(Group)],
            Resources = Words(parts[2]),
            ResourceNames = Words(parts[3]),
        });
        Assert.Equal(allowed, compiled.Allows(new AccessRequest(User, asked[0])
        {
            Group = Group(asked[1]),
            Resource = asked[2],
            Subresource = asked[3] == "-" ? "" : asked[3],
            Name = asked[4] == "-" ? "" : asked[4],
        }));
    }

    [Theory]
    [InlineData("/healthz", "/healthz", true)]
    [InlineData("/healthz", "/healthz/etcd", false)]
    [InlineData("/healthz/*", "/healthz/etcd", true)]
    [InlineData("/healthz/*", "/healthz", false)]
    [InlineData("/api*", "/apis", true)]
    [InlineData("*", "/anything", true)]
    [InlineData("/a*b", "/aXb", false)]
    public void Allows_Path_FollowsTheRule(string rule, string path, bool allowed)
    {
        var compiled = new CompiledRule(new PolicyRule { Verbs = ["get"], NonResourceURLs = [rule] });
        Assert.Equal(allowed, compiled.Allows(new AccessRequest(User, "get") { Path = path }));
        Assert.False(compiled.Allows(new AccessRequest(User, "post") { Path = path }));
    }

    [Fact]
    public void Allows_ResourceRule_SaysNothingAboutPaths()
    {
        var everything = new CompiledRule(new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] });
        Assert.False(everything.Allows(new AccessRequest(User, "get") { Path = "/metrics" }));
        var paths = new CompiledRule(new PolicyRule { Verbs = ["*"], NonResourceURLs = ["*"] });
        Assert.False(paths.Allows(new AccessRequest(User, "get") { Resource = "pods" }));
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Group(string group) => group == "core" ? "" : group;
}
