using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Rbac;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Rbac;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Rbac;

public sealed class RbacAuthorizerTests
{
    private readonly FakeObjects _objects = new();
    private readonly RbacAuthorizer _authorizer;

    public RbacAuthorizerTests()
    {
        _authorizer = new RbacAuthorizer(_objects);
        _objects.Put(new ClusterRole { Metadata = Named("reader"), Rules = [Rule("get", "pods")] });
    }

    [Fact]
    public void Authorize_ClusterBinding_HoldsEverywhereAndSaysWhy()
    {
        Bind("all", "reader", new Subject { Kind = "Group", Name = "dev" });
        var decision = Ask(new UserInfo("alice", ["dev"]), "get", "ns");
        Assert.True(decision.Allowed);
        Assert.Equal("RBAC: allowed by ClusterRoleBinding \"all\" of ClusterRole \"reader\" to Group \"dev\"", decision.Reason);
        Assert.True(Ask(new UserInfo("alice", ["dev"]), "get", "").Allowed);
        Assert.False(Ask(new UserInfo("alice", ["ops"]), "get", "ns").Allowed);
    }

    [Fact]
    public void Authorize_RoleBinding_HoldsInItsNamespaceAlone()
    {
        BindIn("ns", "some", new RoleRef { Kind = "ClusterRole", Name = "reader" }, new Subject { Kind = "User", Name = "alice" });
        var alice = new UserInfo("alice", []);
        Assert.Equal("RBAC: allowed by RoleBinding \"some/ns\" of ClusterRole \"reader\" to User \"alice\"", Ask(alice, "get", "ns").Reason);
        Assert.False(Ask(alice, "get", "other").Allowed);
        Assert.False(Ask(alice, "get", "").Allowed);
    }

    [Fact]
    public void Authorize_ServiceAccountSubject_IsThatAccount()
    {
        Bind("sa", "reader", new Subject { Kind = "ServiceAccount", Namespace = "ns", Name = "app" });
        var decision = Ask(new UserInfo("system:serviceaccount:ns:app", []), "get", "x");
        Assert.Equal("RBAC: allowed by ClusterRoleBinding \"sa\" of ClusterRole \"reader\" to ServiceAccount \"app/ns\"", decision.Reason);
        Assert.False(Ask(new UserInfo("system:serviceaccount:other:app", []), "get", "x").Allowed);
        Assert.False(Ask(new UserInfo("app", []), "get", "x").Allowed);
    }

    [Fact]
    public void Authorize_RoleOfAnotherNamespace_IsNotFound()
    {
        _objects.Put(new Role { Metadata = Named("local", "other"), Rules = [Rule("get", "pods")] });
        BindIn("ns", "b", new RoleRef { Kind = "Role", Name = "local" }, new Subject { Kind = "User", Name = "alice" });
        var decision = Ask(new UserInfo("alice", []), "get", "ns");
        Assert.False(decision.Allowed);
        Assert.Equal("RBAC: role.rbac.authorization.k8s.io \"local\" not found", decision.Reason);
    }

    [Fact]
    public void Authorize_ChangedRole_CountsAtOnce()
    {
        Bind("all", "reader", new Subject { Kind = "User", Name = "alice" });
        var alice = new UserInfo("alice", []);
        Assert.False(Ask(alice, "delete", "ns").Allowed);
        _objects.Put(new ClusterRole { Metadata = Named("reader"), Rules = [Rule("delete", "pods")] });
        Assert.True(Ask(alice, "delete", "ns").Allowed);
        _objects.Remove<ClusterRoleBinding>("", "all");
        Assert.False(Ask(alice, "delete", "ns").Allowed);
    }

    [Fact]
    public void Authorize_NothingChanged_ReadsNothingAgain()
    {
        Bind("all", "reader", new Subject { Kind = "User", Name = "alice" });
        Ask(new UserInfo("alice", []), "get", "ns");
        var lists = _objects.Lists;
        Ask(new UserInfo("bob", []), "get", "ns");
        Assert.Equal(lists, _objects.Lists);
    }

    [Fact]
    public void Authorize_AggregatedRole_GathersWhatIsLabelled()
    {
        _objects.Put(Aggregated("top", "to-top"));
        _objects.Put(Aggregated("middle", "to-middle") with { Metadata = Named("middle") with { Labels = Label("to-top") } });
        Bind("b", "top", new Subject { Kind = "User", Name = "alice" });
        var alice = new UserInfo("alice", []);
        Assert.False(Ask(alice, "watch", "ns").Allowed);
        _objects.Put(new ClusterRole { Metadata = Named("part") with { Labels = Label("to-middle") }, Rules = [Rule("watch", "pods")] });
        Assert.True(Ask(alice, "watch", "ns").Allowed);
    }

    [Fact]
    public void Rules_AggregationInACircle_Ends()
    {
        var a = Aggregated("a", "to-a") with { Metadata = Named("a") with { Labels = Label("to-b") } };
        var b = Aggregated("b", "to-b") with { Metadata = Named("b") with { Labels = Label("to-a") } };
        var part = new ClusterRole { Metadata = Named("part") with { Labels = Label("to-b") }, Rules = [Rule("get", "pods")] };
        Assert.Single(RoleAggregation.Rules(a, [a, b, part]));
    }

    [Fact]
    public void Chain_Masters_MayEverythingWithoutPolicy() =>
        Assert.True(new AuthorizerChain(_authorizer).Authorize(new AccessRequest(UserInfo.System("x"), "delete") { Resource = "nodes" }).Allowed);

    [Fact]
    public void Review_Rules_ListsResourcesAndPaths()
    {
        _objects.Put(new ClusterRole { Metadata = Named("paths"), Rules = [new PolicyRule { Verbs = ["get"], NonResourceURLs = ["/healthz"] }] });
        Bind("a", "reader", new Subject { Kind = "User", Name = "alice" });
        Bind("b", "paths", new Subject { Kind = "User", Name = "alice" });
        Bind("c", "missing", new Subject { Kind = "User", Name = "alice" });
        var status = new RbacRules(_authorizer).Review(new UserInfo("alice", []), "ns");
        Assert.Equal(["pods"], Assert.Single(status.ResourceRules).Resources);
        Assert.Equal(["/healthz"], Assert.Single(status.NonResourceRules).NonResourceURLs);
        Assert.True(status.Incomplete);
        Assert.Equal("clusterrole.rbac.authorization.k8s.io \"missing\" not found", status.EvaluationError);
    }

    private static ObjectMeta Named(string name, string? ns = null) => new() { Name = name, Namespace = ns };

    private static Dictionary<string, string> Label(string name) => new() { [name] = "true" };

    private static PolicyRule Rule(string verb, string resource) => new() { Verbs = [verb], ApiGroups = [""], Resources = [resource] };

    private static ClusterRole Aggregated(string name, string label) => new()
    {
        Metadata = Named(name),
        AggregationRule = new AggregationRule { ClusterRoleSelectors = [new LabelSelector { MatchLabels = Label(label) }] },
    };

    private AccessDecision Ask(UserInfo user, string verb, string ns) =>
        _authorizer.Authorize(new AccessRequest(user, verb) { Resource = "pods", Version = "v1", Namespace = ns });

    private void Bind(string name, string role, params Subject[] subjects) => _objects.Put(new ClusterRoleBinding
    {
        Metadata = Named(name),
        RoleRef = new RoleRef { Kind = "ClusterRole", Name = role },
        Subjects = subjects,
    });

    private void BindIn(string ns, string name, RoleRef role, params Subject[] subjects) =>
        _objects.Put(new RoleBinding { Metadata = Named(name, ns), RoleRef = role, Subjects = subjects });
}
