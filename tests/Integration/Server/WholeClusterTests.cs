using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>Server, controllers and scheduler together, with a node that is only an object.</summary>
public sealed class WholeClusterTests
{
    [Fact]
    public async Task Deployment_WithService_ComesDownToBoundPodsAndIsCollected()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var cluster = await TestCluster.StartAsync(new TestClusterOptions { Controllers = true, Scheduler = true }, stop);
        var client = cluster.Client;
        (await client.Resource<Node>().CreateAsync(ReadyNode("n1"), stop)).Require();
        await cluster.UntilAsync<ServiceAccount>("default", accounts => accounts.Any(account => account.Metadata.Name == "default"), stop);

        (await client.Resource<Deployment>("default").CreateAsync(NewDeployment("web", 3), stop)).Require();
        (await client.Resource<Service>("default").CreateAsync(new Service
        {
            Metadata = new ObjectMeta { Name = "web" },
            Spec = new ServiceSpec { Selector = new Dictionary<string, string> { ["app"] = "web" }, Ports = [new ServicePort { Port = 80 }] },
        }, stop)).Require();

        var pods = await cluster.UntilAsync<Pod>("default", all => all.Count(pod => pod.Spec.NodeName == "n1") == 3, stop);
        Assert.All(pods, pod => Assert.Equal("ReplicaSet", Assert.Single(pod.Metadata.OwnerReferences!).Kind));
        await cluster.UntilAsync<EndpointSlice>("default", slices => slices.Any(slice => slice.Metadata.Labels?["kubernetes.io/service-name"] == "web"), stop);

        await cluster.RestartAsync(stop);
        Assert.Equal(3, (await cluster.Client.Resource<Pod>("default").ListAsync(null, stop)).Require().Items.Count);
        await cluster.Client.Resource<Deployment>("default").DeleteAsync("web", null, stop);
        await cluster.UntilAsync<ReplicaSet>("default", sets => sets.Count == 0, stop);
        // The node's agent would end them; without one they wait for it, marked.
        await cluster.UntilAsync<Pod>("default", all => all.Count == 3 && all.All(pod => pod.Metadata.DeletionTimestamp is not null), stop);
    }

    private static Node ReadyNode(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Status = new NodeStatus
        {
            Capacity = Resources(),
            Allocatable = Resources(),
            Conditions = [new NodeCondition { Type = "Ready", Status = "True", LastHeartbeatTime = TimeProvider.System.GetUtcNow() }],
        },
    };

    private static Dictionary<string, Quantity> Resources() => new()
    {
        ["cpu"] = Quantity.Parse("4"),
        ["memory"] = Quantity.Parse("8Gi"),
        ["pods"] = Quantity.Parse("110"),
    };

    private static Deployment NewDeployment(string name, int replicas) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new DeploymentSpec
        {
            Replicas = replicas,
            Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = name } },
                Spec = new PodSpec { Containers = [new Container { Name = "c", Image = "busybox" }] },
            },
        },
    };
}
