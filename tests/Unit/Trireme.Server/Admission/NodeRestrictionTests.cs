using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Api.Authentication.V1;
using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Admission;
using Trireme.Server.Auth;
using Xunit;
using ApiNode = Trireme.Api.Core.V1.Node;
using UserInfo = Trireme.Server.Auth.UserInfo;

namespace Trireme.Tests.Unit.Server.Admission;

public sealed class NodeRestrictionTests
{
    private static readonly UserInfo N1 = new("system:node:n1", ["system:nodes"]);

    private readonly FakeObjects _objects = new();

    [Theory]
    [InlineData("n1", null)]
    [InlineData("n2", "leases.coordination.k8s.io \"n2\" is forbidden: can only access node lease with the same name as the requesting node")]
    public async Task Lease_Create_IsTheNodesOwn(string name, string? refused) =>
        Assert.Equal(refused, (await Check<Lease>(AdmissionOperation.Create, "kube-node-lease", name, $$$"""{"metadata":{"name":"{{{name}}}"}}"""))?.Message);

    [Theory]
    [InlineData("""{"metadata":{"name":"n1","labels":{"kubernetes.io/hostname":"n1","example.org/x":"y","node.kubernetes.io/pool":"a"}}}""", null)]
    [InlineData("""{"metadata":{"name":"n1","labels":{"node-restriction.kubernetes.io/tier":"a"}}}""", "is not allowed to set the following labels: node-restriction.kubernetes.io/tier")]
    [InlineData("""{"metadata":{"name":"n1","labels":{"node-role.kubernetes.io/control-plane":""}}}""", "is not allowed to set the following labels: node-role.kubernetes.io/control-plane")]
    public async Task Node_Create_LabelsAreChecked(string node, string? refused) => Matches(refused, await Check<ApiNode>(AdmissionOperation.Create, "", "n1", node));

    [Theory]
    [InlineData("""{"spec":{"taints":[]}}""", "is not allowed to modify taints")]
    [InlineData("""{"metadata":{"labels":{"kubernetes.io/role":"x"}},"spec":{"taints":[{"key":"a"}]}}""", "is not allowed to modify labels: kubernetes.io/role")]
    [InlineData("""{"metadata":{"ownerReferences":[{"name":"x"}]},"spec":{"taints":[{"key":"a"}]}}""", "is not allowed to modify ownerReferences")]
    [InlineData("""{"metadata":{"labels":{"mine":"x"}},"spec":{"taints":[{"key":"a"}],"podCIDR":"10.0.0.0/24"}}""", null)]
    public async Task Node_Update_OwnThingsOnly(string now, string? refused) =>
        Matches(refused, await Check<ApiNode>(AdmissionOperation.Update, "", "n1", now, """{"spec":{"taints":[{"key":"a"}]}}"""));

    [Fact]
    public async Task Node_OfAnother_IsRefused() =>
        Matches("node \"n1\" is not allowed to modify node \"n2\"", await Check<ApiNode>(AdmissionOperation.Update, "", "n2", "{}", "{}", "status"));

    [Theory]
    [InlineData("""{"spec":{"nodeName":"n1"}}""", "annotation, node \"n1\" can only create mirror pods")]
    [InlineData("""{"metadata":{"annotations":{"kubernetes.io/config.mirror":"x"}},"spec":{"nodeName":"n2"}}""", "can only create pods with spec.nodeName set to itself")]
    [InlineData("""{"metadata":{"annotations":{"kubernetes.io/config.mirror":"x"}},"spec":{"nodeName":"n1","volumes":[{"name":"v","secret":{"secretName":"s"}}]}}""", "can not create pods that reference secrets")]
    [InlineData("""{"metadata":{"annotations":{"kubernetes.io/config.mirror":"x"}},"spec":{"nodeName":"n1"}}""", null)]
    public async Task Pod_Create_MirrorsOnly(string pod, string? refused) => Matches(refused, await Check<Pod>(AdmissionOperation.Create, "ns", "p", pod));

    [Theory]
    [InlineData("n1", null)]
    [InlineData("n2", "can only update pod status for pods with spec.nodeName set to itself")]
    public async Task PodStatus_Update_OfOwnPods(string node, string? refused)
    {
        var old = $$$"""{"metadata":{"labels":{"a":"b"}},"spec":{"nodeName":"{{{node}}}"}}""";
        Matches(refused, await Check<Pod>(AdmissionOperation.Update, "ns", "p", old, old, "status"));
        if (refused is null)
            Matches("cannot update labels", await Check<Pod>(AdmissionOperation.Update, "ns", "p", """{"spec":{"nodeName":"n1"}}""", old, "status"));
    }

    [Fact]
    public async Task Pod_Delete_OfOwnPods()
    {
        Assert.Null(await Check<Pod>(AdmissionOperation.Delete, "ns", "p", null, """{"spec":{"nodeName":"n1"}}"""));
        Matches("can only delete pods", await Check<Pod>(AdmissionOperation.Delete, "ns", "p", null, """{"spec":{"nodeName":"n2"}}"""));
    }

    [Theory]
    [InlineData("n1", "Pod", "u", "", null)]
    [InlineData("n1", "Pod", "", "", "node requested token with a pod binding without a uid")]
    [InlineData("n1", "Secret", "u", "", "node requested token not bound to a pod")]
    [InlineData("n2", "Pod", "u", "", "node requested token bound to a pod scheduled on a different node")]
    [InlineData("n1", "Pod", "u", "vault", null)]
    [InlineData("n1", "Pod", "u", "other", "audience \"other\" not found in pod spec volume")]
    public void Token_Request_OfOwnPods(string node, string kind, string uid, string audience, string? refused)
    {
        _objects.Put(new Pod
        {
            Metadata = new ObjectMeta { Namespace = "ns", Name = "web", Uid = "u" },
            Spec = new PodSpec
            {
                NodeName = node,
                Volumes = [new Volume { Name = "v", Projected = new ProjectedVolumeSource { Sources = [new VolumeProjection { ServiceAccountToken = new ServiceAccountTokenProjection { Audience = "vault", Path = "t" } }] } }],
            },
        });
        var request = new TokenRequest
        {
            Spec = new TokenRequestSpec
            {
                Audiences = audience.Length == 0 ? null : [audience],
                BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = kind, Name = "web", Uid = uid },
            },
        };
        Matches(refused, new NodeTokenRestriction(_objects, new AuthorizerChain()).Check(N1, "ns", "app", request));
    }

    private static void Matches(string? refused, Status? status)
    {
        if (refused is null)
            Assert.Null(status?.Message);
        else
            Assert.Contains(refused, status?.Message);
    }

    private ValueTask<Status?> Check<T>(AdmissionOperation operation, string ns, string name, string? now, string? old = null, string subresource = "")
        where T : IKubernetesObject => new NodeRestriction(_objects).ValidateAsync(new AdmissionRequest
        {
            Kind = KindRegistry.Of<T>(),
            Subresource = subresource,
            Operation = operation,
            Namespace = ns,
            Name = name,
            Object = now is null ? null : (JsonObject)JsonNode.Parse(now)!,
            Old = old is null ? null : (JsonObject)JsonNode.Parse(old)!,
            User = N1,
        }, TestContext.Current.CancellationToken);
}
