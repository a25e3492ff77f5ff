using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Policy;
using Trireme.Server.Auth.Rbac;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Policy;

public sealed class DefaultRolesTests
{
    private readonly FakeObjects _objects = new();

    [Fact]
    public void Reconcile_EmptyCluster_MakesEverythingOnce()
    {
        var changes = DefaultRoles.Reconcile(_objects);
        Assert.All(changes, change => Assert.Equal(PolicyAction.Create, change.Action));
        Assert.Equal(DefaultRoles.All.Count, changes.Select(change => (change.Kind, change.Namespace, change.Name)).Distinct().Count());
        Store(changes);
        Assert.Empty(DefaultRoles.Reconcile(_objects));
    }

    [Fact]
    public void Reconcile_AggregatedRoles_AreStoredWithTheirRules()
    {
        Store(DefaultRoles.Reconcile(_objects));
        var admin = Read<ClusterRole>("admin");
        Assert.Contains(admin.Rules!, rule => rule.Resources!.Contains("rolebindings"));
        Assert.Contains(admin.Rules!, rule => rule.Resources!.Contains("deployments/scale") && rule.Verbs.Contains("create"));
        Assert.DoesNotContain(Read<ClusterRole>("view").Rules!, rule => rule.Resources!.Contains("secrets"));
    }

    [Fact]
    public void Reconcile_RuleTakenAway_ComesBackBesideWhatWasAdded()
    {
        Store(DefaultRoles.Reconcile(_objects));
        var role = Read<ClusterRole>("system:basic-user");
        var own = new PolicyRule { Verbs = ["get"], ApiGroups = ["example.org"], Resources = ["things"] };
        _objects.Put(role with { Rules = [own] });
        var change = Assert.Single(DefaultRoles.Reconcile(_objects));
        Assert.Equal(PolicyAction.Update, change.Action);
        Store([change]);
        var rules = Read<ClusterRole>("system:basic-user").Rules!;
        Assert.Contains(rules, rule => rule.Resources![0] == "things");
        Assert.Empty(RuleCoverage.Missing(rules, role.Rules!));
    }

    [Fact]
    public void Reconcile_AutoupdateOff_IsLeftAlone()
    {
        Store(DefaultRoles.Reconcile(_objects));
        var role = Read<ClusterRole>("system:discovery");
        _objects.Put(role with { Rules = [], Metadata = role.Metadata with { Annotations = new Dictionary<string, string> { [DefaultRoles.AutoUpdateAnnotation] = "false" } } });
        Assert.Empty(DefaultRoles.Reconcile(_objects));
    }

    [Fact]
    public void Reconcile_BindingOfAnotherRole_IsMadeAnew()
    {
        Store(DefaultRoles.Reconcile(_objects));
        var binding = Read<ClusterRoleBinding>("system:discovery");
        _objects.Put(binding with { RoleRef = binding.RoleRef with { Name = "view" } });
        Assert.Equal(PolicyAction.Recreate, Assert.Single(DefaultRoles.Reconcile(_objects)).Action);
    }

    [Theory]
    [InlineData("system:anonymous", "system:unauthenticated", "/healthz", true)]
    [InlineData("system:anonymous", "system:unauthenticated", "/version", true)]
    [InlineData("system:anonymous", "system:unauthenticated", "/api", false)]
    [InlineData("system:anonymous", "system:unauthenticated", "/metrics", false)]
    [InlineData("alice", UserInfo.Authenticated, "/apis/apps/v1", true)]
    [InlineData("alice", UserInfo.Authenticated, "/openapi/v3", true)]
    [InlineData("alice", UserInfo.Authenticated, "/metrics", false)]
    [InlineData("x", "system:monitoring", "/metrics", true)]
    [InlineData("x", "system:serviceaccounts", "/openid/v1/jwks", true)]
    public void Defaults_Paths_AreOpenToWhomKubernetesOpensThem(string user, string group, string path, bool allowed)
    {
        Store(DefaultRoles.Reconcile(_objects));
        var authorizer = new RbacAuthorizer(_objects);
        Assert.Equal(allowed, authorizer.Authorize(new AccessRequest(new UserInfo(user, [group]), "get") { Path = path }).Allowed);
    }

    private void Store(IEnumerable<PolicyChange> changes)
    {
        foreach (var change in changes)
            _objects.Put(change.Kind, change.Namespace, change.Name, (JsonObject)change.Object.DeepClone());
    }

    private T Read<T>(string name)
        where T : IKubernetesObject =>
        JsonSerializer.Deserialize(_objects.Get(KindRegistry.Of<T>(), "", name)!.Value.Span, ApiJson.Of<T>())!;
}
