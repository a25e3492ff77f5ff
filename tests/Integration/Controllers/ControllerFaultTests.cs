using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Controllers.Framework;
using Xunit;

namespace Trireme.Tests.Integration.Controllers;

public sealed class ControllerFaultTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReplicaSet_ViewOfPodsLagsBehind_NeverMakesThemTwice()
    {
        FaultyTransport transport = null!;
        await using var cluster = await ControllerCluster.StartAsync(wrap: inner => transport = new FaultyTransport(inner, new Random(7), 0));
        var ns = await cluster.NamespaceAsync("stale");
        using (transport.Hold("/api/v1/pods"))
        {
            await cluster.CreateAsync(Set(ns, 5));
            await cluster.UntilAsync<Pod>(ns, pods => pods.Count == 5);
            // Each change makes the controller look again, and what it sees is that there are no Pods.
            for (var i = 0; i < 5; i++)
            {
                var touch = PatchBody.Merge(System.Text.Encoding.UTF8.GetBytes($"{{\"metadata\":{{\"annotations\":{{\"n\":\"{i}\"}}}}}}"));
                (await cluster.Client.Resource<ReplicaSet>(ns).PatchAsync("web", touch, null, Cancellation)).Require();
            }
            var grown = PatchBody.Merge("""{"spec":{"replicas":6}}"""u8.ToArray());
            (await cluster.Client.Resource<ReplicaSet>(ns).PatchAsync("web", grown, null, Cancellation)).Require();
            await cluster.UntilAsync<ReplicaSet>(ns, "web", set => set.Status.ObservedGeneration == set.Metadata.Generation);
            Assert.Equal(5, (await cluster.Client.Resource<Pod>(ns).ListAsync(null, Cancellation)).Require().Items.Count);
        }
        await cluster.UntilAsync<ReplicaSet>(ns, "web", set => set.Status.Replicas == 6);
        Assert.Equal(6, (await cluster.Client.Resource<Pod>(ns).ListAsync(null, Cancellation)).Require().Items.Count);
    }

    [Fact]
    public async Task Deployment_ConnectionsBreakAllTheTime_SettlesExactly()
    {
        FaultyTransport transport = null!;
        await using var cluster = await ControllerCluster.StartAsync(wrap: inner => transport = new FaultyTransport(inner, new Random(11), 0.15));
        var ns = await cluster.NamespaceAsync("flaky");
        await using var running = cluster.RunPods(ns);
        await cluster.CreateAsync(new Deployment
        {
            Metadata = new ObjectMeta { Name = "web", Namespace = ns },
            Spec = new DeploymentSpec { Replicas = 8, Selector = new LabelSelector { MatchLabels = Labels }, Template = Template("web:1") },
        });
        await cluster.UntilAsync<Deployment>(ns, "web", web => web.Status.AvailableReplicas == 8);
        await cluster.Client.Resource<Deployment>(ns).PatchAsync(
            "web", PatchBody.Strategic("""{"spec":{"template":{"spec":{"containers":[{"name":"c","image":"web:2"}]}}}}"""u8.ToArray()), null, Cancellation);
        await cluster.UntilAsync<Deployment>(
            ns, "web", web => web.Status is { UpdatedReplicas: 8, AvailableReplicas: 8, Replicas: 8 } && web.Status.ObservedGeneration == web.Metadata.Generation);

        var pods = await cluster.UntilAsync<Pod>(ns, all => all.Count == 8);
        Assert.All(pods, pod => Assert.Equal("web:2", pod.Spec.Containers[0].Image));
        Assert.True(transport.Failed > 10);
    }

    [Fact]
    public async Task Manager_StoppedAndStartedAnew_GoesOnWhereTheOtherLeft()
    {
        var options = new ControllerManagerOptions { Leader = new Client.Leases.LeaderOptions { Name = "controllers", Identity = "one" } };
        await using var cluster = await ControllerCluster.StartAsync(options);
        await cluster.Manager.Working.WaitAsync(Cancellation);
        var ns = await cluster.NamespaceAsync("handover");
        await cluster.CreateAsync(Set(ns, 3));
        await cluster.UntilAsync<Pod>(ns, pods => pods.Count == 3);
        await cluster.Manager.DisposeAsync();

        await cluster.Client.Resource<ReplicaSet>(ns).PatchAsync("web", PatchBody.Merge("""{"spec":{"replicas":5}}"""u8.ToArray()), null, Cancellation);
        await using var informers = new Client.Informers.InformerFactory(cluster.Client, TimeProvider.System, new Random(2));
        await using var second = await ControllerManager.StartAsync(
            cluster.Client, informers, TimeProvider.System, options with { Leader = options.Leader with { Identity = "two" } }, Cancellation);

        await cluster.UntilAsync<Pod>(ns, pods => pods.Count == 5);
        var lease = (await cluster.Client.Resource<Api.Coordination.V1.Lease>("kube-system").GetAsync("controllers", Cancellation)).Require();
        Assert.Equal(("two", 1), (lease.Spec.HolderIdentity, lease.Spec.LeaseTransitions));
    }

    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "web" };

    private static PodTemplateSpec Template(string image) => new()
    {
        Metadata = new ObjectMeta { Labels = Labels },
        Spec = new PodSpec { Containers = [new Container { Name = "c", Image = image }] },
    };

    private static ReplicaSet Set(string ns, int replicas) => new()
    {
        Metadata = new ObjectMeta { Name = "web", Namespace = ns },
        Spec = new ReplicaSetSpec { Replicas = replicas, Selector = new LabelSelector { MatchLabels = Labels }, Template = Template("web:1") },
    };
}
