using Trireme.Api.Authentication.V1;
using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Objects;
using Xunit;
using UserInfo = Trireme.Server.Auth.UserInfo;

namespace Trireme.Tests.Integration.Server;

public sealed class NodeAccessTests(SharedCluster shared) : IClassFixture<SharedCluster>, IAsyncLifetime
{
    private static readonly UserInfo User = new("system:node:n1", ["system:nodes", UserInfo.Authenticated]);

    private ApiClient Admin => shared.Cluster.Client;

    private ApiClient Node => shared.Cluster.ClientOf(User);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Admin.Resource<ServiceAccount>("default").CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "default" } }, Cancellation);
        foreach (var name in new[] { "mine", "others" })
            await Admin.Resource<Secret>("default").CreateAsync(new Secret { Metadata = new ObjectMeta { Name = name } }, Cancellation);
        await Admin.Resource<Pod>("default").CreateAsync(NewPod("web", "n1", "mine"), Cancellation);
        await Admin.Resource<Pod>("default").CreateAsync(NewPod("else", "n2", "others"), Cancellation);
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Node_Registers_ReportsAndRenewsItself()
    {
        var created = await Node.Resource<Node>().CreateAsync(
            new Node { Metadata = new ObjectMeta { Name = "n1", Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = "n1" } } }, Cancellation);
        Assert.Contains(created.Require().Spec.Taints!, taint => taint is { Key: "node.kubernetes.io/not-ready", Effect: "NoSchedule" });
        var status = await Node.Resource<Node>().UpdateWithRetryAsync("n1", node => node with { Status = node.Status with { Phase = "Running" } }, "status", Cancellation);
        Assert.True(status.IsSuccess);
        Assert.True((await Node.Resource<Lease>("kube-node-lease").CreateAsync(new Lease { Metadata = new ObjectMeta { Name = "n1" } }, Cancellation)).IsSuccess);
        Refused("can only access node lease with the same name", await Node.Resource<Lease>("kube-node-lease").CreateAsync(new Lease { Metadata = new ObjectMeta { Name = "n2" } }, Cancellation));
        Refused("is not allowed to modify node \"n2\"", await Node.Resource<Node>().CreateAsync(new Node { Metadata = new ObjectMeta { Name = "n2" } }, Cancellation));
        Refused("is not allowed to modify taints", await Node.Resource<Node>().UpdateWithRetryAsync("n1", node => node with { Spec = node.Spec with { Taints = null } }, null, Cancellation));
    }

    [Fact]
    public async Task Node_SeesItsOwnPodsAndTheirSecrets()
    {
        var pods = Node.Resource<Pod>();
        Assert.Equal(["web"], (await pods.ListAsync(new ListOptions { FieldSelector = "spec.nodeName=n1" }, Cancellation)).Require().Items.Select(pod => pod.Metadata.Name));
        Refused("can only list/watch pods with spec.nodeName field selector", await pods.ListAsync(new ListOptions(), Cancellation));
        Refused("can only list/watch pods with spec.nodeName field selector", await pods.ListAsync(new ListOptions { FieldSelector = "spec.nodeName=n2" }, Cancellation));
        Assert.True((await Node.Resource<Secret>("default").GetAsync("mine", Cancellation)).IsSuccess);
        Refused("no relationship found between node 'n1' and this object", await Node.Resource<Secret>("default").GetAsync("others", Cancellation));
        Refused("No Object name found", await Node.Resource<Secret>("default").ListAsync(new ListOptions(), Cancellation));
        Assert.True((await Node.Resource<Service>().ListAsync(new ListOptions(), Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task Node_GetsTokensOfItsOwnPods()
    {
        var pod = (await Admin.Resource<Pod>("default").GetAsync("web", Cancellation)).Require();
        var other = (await Admin.Resource<Pod>("default").GetAsync("else", Cancellation)).Require();
        var answer = (await TokenFor(pod)).Require();
        Assert.Equal(3607, answer.Spec!.ExpirationSeconds);
        Assert.NotEmpty(answer.Status!.Token!);
        Refused("bound to a pod scheduled on a different node", await TokenFor(other));

        Task<ApiResult<TokenRequest>> TokenFor(Pod bound) => Node.Resource<ServiceAccount>("default").CreateSubresourceAsync(
            "default",
            "token",
            new TokenRequest
            {
                Spec = new TokenRequestSpec
                {
                    ExpirationSeconds = 3607,
                    BoundObjectRef = new BoundObjectReference { ApiVersion = "v1", Kind = "Pod", Name = bound.Metadata.Name, Uid = bound.Metadata.Uid },
                },
            },
            Cancellation);
    }

    [Fact]
    public async Task Node_ReportsItsOwnPodsAlone()
    {
        Assert.True((await Node.Resource<Pod>("default").UpdateWithRetryAsync("web", pod => pod with { Status = pod.Status with { Phase = "Running" } }, "status", Cancellation)).IsSuccess);
        var other = (await Admin.Resource<Pod>("default").GetAsync("else", Cancellation)).Require();
        Refused("can only update pod status for pods with spec.nodeName set to itself", await Node.Resource<Pod>("default").UpdateAsync(other with { Status = other.Status with { Phase = "Failed" } }, "status", Cancellation));
        Refused("can only delete pods with spec.nodeName set to itself", await Node.Resource<Pod>("default").DeleteAsync("else", new DeleteOptions { GracePeriodSeconds = 0 }, Cancellation));
        Refused("can only create mirror pods", await Node.Resource<Pod>("default").CreateAsync(NewPod("made", "n1", "others"), Cancellation));
    }

    private static void Refused<T>(string why, ApiResult<T> result)
        where T : class
    {
        Assert.Equal(403, result.Error?.Code);
        Assert.Contains(why, result.Error!.Message);
    }

    private static Pod NewPod(string name, string node, string secret) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new PodSpec
        {
            NodeName = node,
            Containers = [new Container { Name = "c", Image = "i" }],
            Volumes = [new Volume { Name = "v", Secret = new SecretVolumeSource { SecretName = secret } }],
        },
    };
}
