using System.Text;
using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Objects;
using Xunit;

namespace Trireme.Tests.Integration.Controllers;

public sealed class DeploymentTests : IAsyncLifetime
{
    private ControllerCluster _cluster = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await ControllerCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Deployment_Created_RollsOutAndTellsSo()
    {
        var ns = await _cluster.NamespaceAsync("rollout");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 3, "v1"));

        var web = await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);

        Assert.Equal("1", web.Metadata.Annotations!["deployment.kubernetes.io/revision"]);
        Assert.Equal("NewReplicaSetAvailable", web.Status.Conditions.Find("Progressing")!.Reason);
        Assert.Equal("MinimumReplicasAvailable", web.Status.Conditions.Find("Available")!.Reason);
        var set = Assert.Single((await _cluster.Client.Resource<ReplicaSet>(ns).ListAsync(null, Cancellation)).Require().Items);
        Assert.Equal($"web-{set.Metadata.Labels!["pod-template-hash"]}", set.Metadata.Name);
        var events = await _cluster.UntilAsync<Event>(ns, all => all.Any(e => e.Reason == "ScalingReplicaSet"));
        Assert.Contains(events, e => e.Message == $"Scaled up replica set {set.Metadata.Name} from 0 to 3");
        Assert.Equal(3, (await _cluster.UntilAsync<Event>(ns, all => all.Count(e => e.Reason == "SuccessfulCreate") == 3)).Count(e => e.Reason == "SuccessfulCreate"));
    }

    [Fact]
    public async Task Deployment_TemplateChangesAndBack_ReusesReplicaSetWithNewRevision()
    {
        var ns = await _cluster.NamespaceAsync("undo");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 3, "v1"));
        await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);
        var first = Assert.Single((await _cluster.Client.Resource<ReplicaSet>(ns).ListAsync(null, Cancellation)).Require().Items);

        await SetImageAsync(ns, "v2");
        await _cluster.UntilAsync<Deployment>(ns, "web", web => IsComplete(web) && Revision(web) == "2");
        await SetImageAsync(ns, "v1");
        await _cluster.UntilAsync<Deployment>(ns, "web", web => IsComplete(web) && Revision(web) == "3");

        var sets = await _cluster.UntilAsync<ReplicaSet>(ns, all => all.Count == 2 && all.Count(set => set.Status.Replicas == 0) == 1);
        var active = sets.Single(set => set.Spec.Replicas == 3);
        Assert.Equal(first.Metadata.Uid, active.Metadata.Uid);
        Assert.Equal("3", active.Metadata.Annotations!["deployment.kubernetes.io/revision"]);
        Assert.Equal("1", active.Metadata.Annotations["deployment.kubernetes.io/revision-history"]);
    }

    [Fact]
    public async Task Deployment_Deleted_TakesReplicaSetsAndPodsWithIt()
    {
        var ns = await _cluster.NamespaceAsync("cascade");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 2, "v1"));
        await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);

        await _cluster.Client.Resource<Deployment>(ns).DeleteAsync("web", new DeleteOptions { PropagationPolicy = "Foreground" }, Cancellation);

        await _cluster.GoneAsync<Deployment>(ns, "web");
        Assert.Empty((await _cluster.Client.Resource<ReplicaSet>(ns).ListAsync(null, Cancellation)).Require().Items);
        Assert.Empty((await _cluster.Client.Resource<Pod>(ns).ListAsync(null, Cancellation)).Require().Items);
    }

    [Fact]
    public async Task Deployment_DeletedWithOrphan_LeavesReplicaSetWithoutOwner()
    {
        var ns = await _cluster.NamespaceAsync("orphan");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 2, "v1"));
        await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);

        await _cluster.Client.Resource<Deployment>(ns).DeleteAsync("web", new DeleteOptions { PropagationPolicy = "Orphan" }, Cancellation);

        await _cluster.GoneAsync<Deployment>(ns, "web");
        var set = Assert.Single((await _cluster.Client.Resource<ReplicaSet>(ns).ListAsync(null, Cancellation)).Require().Items);
        Assert.Empty(set.Metadata.OwnerReferences ?? []);
        Assert.Equal(2, (await _cluster.Client.Resource<Pod>(ns).ListAsync(null, Cancellation)).Require().Items.Count);
    }

    [Fact]
    public async Task Namespace_Deleted_EmptiesAndGoes()
    {
        var ns = await _cluster.NamespaceAsync("doomed");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 2, "v1"));
        await _cluster.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "c", Namespace = ns } });
        await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);

        await _cluster.Client.Resource<Namespace>().DeleteAsync(ns, null, Cancellation);

        await _cluster.GoneAsync<Namespace>(null, ns);
        Assert.Empty((await _cluster.Client.Resource<ConfigMap>(ns).ListAsync(null, Cancellation)).Require().Items);
        Assert.Empty((await _cluster.Client.Resource<Pod>(ns).ListAsync(null, Cancellation)).Require().Items);
    }

    [Fact]
    public async Task Service_WithSelector_GetsSliceAndEndpointsOfReadyPods()
    {
        var ns = await _cluster.NamespaceAsync("service");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(new Service
        {
            Metadata = new ObjectMeta { Name = "web", Namespace = ns },
            Spec = new ServiceSpec { Selector = Labels, Ports = [new ServicePort { Port = 80, TargetPort = "http" }] },
        });
        await _cluster.CreateAsync(Web(ns, 2, "v1"));

        var slices = await _cluster.UntilAsync<Api.Discovery.V1.EndpointSlice>(
            ns, all => all.SelectMany(slice => slice.Endpoints ?? []).Count(endpoint => endpoint.Conditions?.Ready == true) == 2);
        var slice = Assert.Single(slices);
        Assert.Equal("web", slice.Metadata.Labels!["kubernetes.io/service-name"]);
        Assert.Equal(8080, Assert.Single(slice.Ports!).Port);
        var endpoints = await _cluster.UntilAsync<Endpoints>(ns, "web", value => value.Subsets?.Sum(subset => subset.Addresses?.Count ?? 0) == 2);
        Assert.Equal(8080, Assert.Single(Assert.Single(endpoints.Subsets!).Ports!).Port);
    }

    [Fact]
    public async Task Deployment_Settled_NothingIsWrittenAnyMore()
    {
        var ns = await _cluster.NamespaceAsync("quiet");
        await using var pods = _cluster.RunPods(ns);
        await _cluster.CreateAsync(Web(ns, 2, "v1"));
        var web = await _cluster.UntilAsync<Deployment>(ns, "web", IsComplete);
        var set = Assert.Single((await _cluster.Client.Resource<ReplicaSet>(ns).ListAsync(null, Cancellation)).Require().Items);

        // A change elsewhere makes each controller look again.
        await _cluster.Client.Resource<ReplicaSet>(ns).PatchAsync(
            set.Metadata.Name!, PatchBody.Merge("""{"metadata":{"annotations":{"note":"x"}}}"""u8.ToArray()), null, Cancellation);
        await _cluster.CreateAsync(Web(ns, 1, "v1", "other"));
        await _cluster.UntilAsync<Deployment>(ns, "other", IsComplete);

        var after = (await _cluster.Client.Resource<Deployment>(ns).GetAsync("web", Cancellation)).Require();
        Assert.Equal(web.Metadata.ResourceVersion, after.Metadata.ResourceVersion);
    }

    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "web" };

    private static bool IsComplete(Deployment value) =>
        value.Status.ObservedGeneration == value.Metadata.Generation
        && value.Status.UpdatedReplicas == value.Spec.Replicas && value.Status.Replicas == value.Spec.Replicas
        && value.Status.AvailableReplicas == value.Spec.Replicas
        && value.Status.Conditions.Find("Progressing")?.Reason == "NewReplicaSetAvailable";

    private static string? Revision(Deployment value) => value.Metadata.Annotations?["deployment.kubernetes.io/revision"];

    private async Task SetImageAsync(string ns, string version)
    {
        var patch = PatchBody.Strategic(Encoding.UTF8.GetBytes(
            $"{{\"spec\":{{\"template\":{{\"spec\":{{\"containers\":[{{\"name\":\"web\",\"image\":\"web:{version}\"}}]}}}}}}}}"));
        (await _cluster.Client.Resource<Deployment>(ns).PatchAsync("web", patch, null, Cancellation)).Require();
    }

    private static Deployment Web(string ns, int replicas, string version, string name = "web")
    {
        var labels = new Dictionary<string, string> { ["app"] = name };
        return new Deployment
        {
            Metadata = new ObjectMeta { Name = name, Namespace = ns },
            Spec = new DeploymentSpec
            {
                Replicas = replicas,
                Selector = new LabelSelector { MatchLabels = labels },
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta { Labels = labels },
                    Spec = new PodSpec
                    {
                        Containers = [new Container { Name = "web", Image = $"web:{version}", Ports = [new ContainerPort { Name = "http", Port = 8080 }] }],
                    },
                },
            },
        };
    }
}
