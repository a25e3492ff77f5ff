using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Admission;
using Trireme.Server.Auth;
using Trireme.Server.Auth.Rbac;
using Xunit;

namespace Trireme.Tests.Unit.Server.Auth.Rbac;

public sealed class RoleEscalationTests
{
    private readonly FakeObjects _objects = new();
    private readonly RoleEscalation _plugin;
    private readonly UserInfo _alice = new("alice", ["dev", "system:authenticated"]);

    public RoleEscalationTests()
    {
        var rbac = new RbacAuthorizer(_objects);
        _plugin = new RoleEscalation(rbac, new RbacRules(rbac), new AuthorizerChain(rbac));
    }

    [Fact]
    public async Task Validate_RulesNotHeld_NamesThem()
    {
        Give(new PolicyRule { Verbs = ["get"], ApiGroups = [""], Resources = ["pods"] });
        var refusal = await Check(new Role
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "r" },
            Rules = [new PolicyRule { Verbs = ["get", "delete", "list"], ApiGroups = [""], Resources = ["pods"] }],
        });
        Assert.Equal(403, refusal!.Code);
        Assert.Equal(
            "roles.rbac.authorization.k8s.io \"r\" is forbidden: user \"alice\" (groups=[\"dev\" \"system:authenticated\"]) is attempting to grant RBAC permissions not currently held:\n"
            + "{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\" \"list\"]}",
            refusal.Message);
    }

    [Fact]
    public async Task Validate_RulesHeld_Passes()
    {
        Give(new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] });
        Assert.Null(await Check(new Role { Metadata = new ObjectMeta { Namespace = "ns", Name = "r" }, Rules = [new PolicyRule { Verbs = ["get"], ApiGroups = ["apps"], Resources = ["deployments/scale"] }] }));
    }

    [Fact]
    public async Task Validate_VerbEscalate_Passes()
    {
        Give(new PolicyRule { Verbs = ["escalate"], ApiGroups = ["rbac.authorization.k8s.io"], Resources = ["roles"] });
        Assert.Null(await Check(new Role { Metadata = new ObjectMeta { Namespace = "ns", Name = "r" }, Rules = [new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }] }));
    }

    [Fact]
    public async Task Validate_Binding_NeedsTheRulesOrTheVerbBind()
    {
        _objects.Put(new ClusterRole { Metadata = new ObjectMeta { Name = "strong" }, Rules = [new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }] });
        var binding = new RoleBinding
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "b" },
            RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = "strong" },
        };
        Assert.Contains("not currently held", (await Check(binding))!.Message);
        Give(new PolicyRule { Verbs = ["bind"], ApiGroups = ["rbac.authorization.k8s.io"], Resources = ["clusterroles"], ResourceNames = ["strong"] });
        Assert.Null(await Check(binding));
    }

    [Fact]
    public async Task Validate_BindingOfNoRole_IsNotFound()
    {
        var refusal = await Check(new RoleBinding
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "b" },
            RoleRef = new RoleRef { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = "none" },
        });
        Assert.Equal("roles.rbac.authorization.k8s.io \"none\" not found", refusal!.Message);
    }

    [Fact]
    public async Task Validate_AggregationRule_NeedsEverything()
    {
        Give(new PolicyRule { Verbs = ["get", "create"], ApiGroups = ["*"], Resources = ["*"] });
        var role = new ClusterRole { Metadata = new ObjectMeta { Name = "r" }, AggregationRule = new AggregationRule { ClusterRoleSelectors = [new LabelSelector()] } };
        Assert.Contains("must have cluster-admin privileges to use an aggregationRule", (await Check(role))!.Message);
    }

    [Fact]
    public async Task Validate_MetadataAlone_Passes()
    {
        var role = new Role { Metadata = new ObjectMeta { Namespace = "ns", Name = "r" }, Rules = [new PolicyRule { Verbs = ["*"], ApiGroups = ["*"], Resources = ["*"] }] };
        Assert.Null(await Check(role with { Metadata = role.Metadata with { Finalizers = ["x/y"] } }, role));
    }

    private void Give(params PolicyRule[] rules)
    {
        _objects.Put(new ClusterRole { Metadata = new ObjectMeta { Name = "held" }, Rules = rules });
        _objects.Put(new ClusterRoleBinding
        {
            Metadata = new ObjectMeta { Name = "held" },
            RoleRef = new RoleRef { Kind = "ClusterRole", Name = "held" },
            Subjects = [new Subject { Kind = "User", Name = "alice" }],
        });
    }

    private ValueTask<Status?> Check<T>(T item, T? old = null)
        where T : class, IKubernetesObject => _plugin.ValidateAsync(new AdmissionRequest
        {
            Kind = KindRegistry.Of<T>(),
            Operation = old is null ? AdmissionOperation.Create : AdmissionOperation.Update,
            Namespace = item.Metadata.Namespace ?? "",
            Name = item.Metadata.Name ?? "",
            Object = (JsonObject)JsonSerializer.SerializeToNode(item, ApiJson.Of<T>())!,
            Old = old is null ? null : (JsonObject)JsonSerializer.SerializeToNode(old, ApiJson.Of<T>())!,
            User = _alice,
        }, TestContext.Current.CancellationToken);
}
