using System.Text;
using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Transport;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>What is special about single kinds, through the API.</summary>
public sealed class KindTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private ApiClient Client => shared.Cluster.Client;

    [Fact]
    public async Task Pod_CreatedBoundAndDeleted_FollowsTheNodeProtocol()
    {
        await EnsureAccountAsync();
        var pods = Client.Resource<Pod>("default");
        var pod = (await pods.CreateAsync(NewPod("graceful"))).Require();
        Assert.Equal("Pending", pod.Status.Phase);
        Assert.Equal("BestEffort", pod.Status.QosClass);
        Assert.Equal(1, pod.Metadata.Generation);

        Assert.Equal(201, await PostAsync("/api/v1/namespaces/default/pods/graceful/binding", """{"target":{"kind":"Node","name":"n1"}}"""));
        var bound = (await pods.GetAsync("graceful")).Require();
        Assert.Equal("n1", bound.Spec.NodeName);
        Assert.Contains(bound.Status.Conditions!, condition => condition is { Type: "PodScheduled", Status: "True" });
        Assert.Equal(409, await PostAsync("/api/v1/namespaces/default/pods/graceful/binding", """{"target":{"kind":"Node","name":"n2"}}"""));

        Assert.True((await pods.DeleteAsync("graceful")).IsSuccess);
        var ending = (await pods.GetAsync("graceful")).Require();
        Assert.NotNull(ending.Metadata.DeletionTimestamp);
        Assert.Equal(30, ending.Metadata.DeletionGracePeriodSeconds);
        Assert.True((await pods.DeleteAsync("graceful", new DeleteOptions { GracePeriodSeconds = 0 })).IsSuccess);
        Assert.True((await pods.GetAsync("graceful")).IsNotFound);
    }

    [Fact]
    public async Task Pod_Unscheduled_GoesAtOnce()
    {
        await EnsureAccountAsync();
        var pods = Client.Resource<Pod>("default");
        (await pods.CreateAsync(NewPod("nowhere"))).Require();
        Assert.True((await pods.DeleteAsync("nowhere")).IsSuccess);
        Assert.True((await pods.GetAsync("nowhere")).IsNotFound);
    }

    [Fact]
    public async Task Service_TypesAndAddresses_AreTakenAndGivenBack()
    {
        var services = Client.Resource<Service>("default");
        var plain = (await services.CreateAsync(NewService("plain", "ClusterIP"))).Require();
        Assert.StartsWith("10.96.", plain.Spec.ClusterIP);
        Assert.Equal([plain.Spec.ClusterIP!], plain.Spec.ClusterIPs);

        var taken = await services.CreateAsync(NewService("greedy", "ClusterIP") is var greedy ? greedy with { Spec = greedy.Spec with { ClusterIP = plain.Spec.ClusterIP } } : null!);
        Assert.Equal(
            $"Service \"greedy\" is invalid: spec.clusterIPs: Invalid value: [\"{plain.Spec.ClusterIP}\"]: failed to allocate IP {plain.Spec.ClusterIP}: provided IP is already allocated",
            taken.Error!.Message);

        var node = (await services.UpdateAsync(plain with { Spec = plain.Spec with { Type = "NodePort" } })).Require();
        Assert.InRange(node.Spec.Ports![0].NodePort ?? 0, 30000, 32767);
        Assert.Equal(plain.Spec.ClusterIP, node.Spec.ClusterIP);
        var back = (await services.UpdateAsync(node with { Spec = node.Spec with { Type = "ClusterIP" } })).Require();
        Assert.Null(back.Spec.Ports![0].NodePort);

        await services.DeleteAsync("plain");
        var again = (await services.CreateAsync(greedy with { Spec = greedy.Spec with { ClusterIP = plain.Spec.ClusterIP } })).Require();
        Assert.Equal(plain.Spec.ClusterIP, again.Spec.ClusterIP);
    }

    [Fact]
    public async Task Service_ManyAtOnce_NeverShareAnAddress()
    {
        var services = Client.Resource<Service>("default");
        var all = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => services.CreateAsync(NewService($"many-{i}", "NodePort"))));
        Assert.Equal(40, all.Select(one => one.Require().Spec.ClusterIP).Distinct().Count());
        Assert.Equal(40, all.Select(one => one.Require().Spec.Ports![0].NodePort).Distinct().Count());
    }

    [Fact]
    public async Task Service_Headless_HasNoAddress()
    {
        var services = Client.Resource<Service>("default");
        var headless = NewService("headless", "ClusterIP");
        var created = (await services.CreateAsync(headless with { Spec = headless.Spec with { ClusterIP = "None" } })).Require();
        Assert.Equal("None", created.Spec.ClusterIP);
        Assert.Equal(["None"], created.Spec.ClusterIPs);
    }

    [Fact]
    public async Task Namespace_Deleted_StaysUntilItIsFinalized()
    {
        var namespaces = Client.Resource<Namespace>();
        var created = (await namespaces.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = "ending" } })).Require();
        Assert.Equal("Active", created.Status.Phase);
        Assert.Equal(["kubernetes"], created.Spec.Finalizers);
        Assert.Equal("ending", created.Metadata.Labels!["kubernetes.io/metadata.name"]);

        Assert.True((await namespaces.DeleteAsync("ending")).IsSuccess);
        var ending = (await namespaces.GetAsync("ending")).Require();
        Assert.Equal("Terminating", ending.Status.Phase);
        Assert.Equal(403, (await Client.Resource<ConfigMap>("ending").CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "late" } })).Error!.Code);

        var done = await namespaces.UpdateAsync(ending with { Spec = new NamespaceSpec() }, "finalize");
        Assert.True(done.IsSuccess, done.Error?.Message);
        Assert.True((await namespaces.GetAsync("ending")).IsNotFound);
    }

    [Fact]
    public async Task Deployment_SpecAndStatus_AreWrittenApart()
    {
        var deployments = Client.Resource<Deployment>("default");
        var created = (await deployments.CreateAsync(NewDeployment("apart") with { Status = new DeploymentStatus { Replicas = 7 } })).Require();
        Assert.Equal(1, created.Metadata.Generation);
        Assert.Null(created.Status.Replicas);
        Assert.Equal("RollingUpdate", created.Spec.Strategy!.Type);

        var changed = (await deployments.UpdateAsync(created with { Spec = created.Spec with { Replicas = 5 }, Status = new DeploymentStatus { Replicas = 7 } })).Require();
        Assert.Equal(2, changed.Metadata.Generation);
        Assert.Null(changed.Status.Replicas);

        var reported = (await deployments.UpdateStatusAsync(changed with { Spec = changed.Spec with { Replicas = 9 }, Status = new DeploymentStatus { Replicas = 5 } })).Require();
        Assert.Equal(2, reported.Metadata.Generation);
        Assert.Equal(5, reported.Spec.Replicas);
        Assert.Equal(5, reported.Status.Replicas);
    }

    [Fact]
    public async Task Deployment_Scale_StandsForReplicas()
    {
        var deployments = Client.Resource<Deployment>("default");
        (await deployments.CreateAsync(NewDeployment("scaled"))).Require();
        var (code, body) = await SendAsync("GET", "/apis/apps/v1/namespaces/default/deployments/scaled/scale", "");
        Assert.Equal(200, code);
        Assert.Contains("\"selector\":\"app=scaled\"", body);
        (code, _) = await SendAsync("PATCH", "/apis/apps/v1/namespaces/default/deployments/scaled/scale", """{"spec":{"replicas":4}}""", "application/merge-patch+json");
        Assert.Equal(200, code);
        Assert.Equal(4, (await deployments.GetAsync("scaled")).Require().Spec.Replicas);
    }

    [Theory]
    [InlineData("application/json-patch+json", """[{"op":"replace","path":"/data/k","value":"patched"}]""")]
    [InlineData("application/merge-patch+json", """{"data":{"k":"patched"}}""")]
    [InlineData("application/strategic-merge-patch+json", """{"data":{"k":"patched"}}""")]
    [InlineData("application/apply-patch+yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: patch-me\ndata:\n  k: patched\n")]
    public async Task Patch_OfEachType_ChangesTheObject(string type, string patch)
    {
        var maps = Client.Resource<ConfigMap>("default");
        await maps.DeleteAsync("patch-me");
        (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "patch-me" }, Data = new Dictionary<string, string> { ["k"] = "v", ["l"] = "w" } })).Require();
        var (code, body) = await SendAsync("PATCH", "/api/v1/namespaces/default/configmaps/patch-me?fieldManager=test&force=true".Replace("&force=true", type.Contains("apply") ? "&force=true" : ""), patch, type);
        Assert.True(code == 200, body);
        var patched = (await maps.GetAsync("patch-me")).Require();
        Assert.Equal("patched", patched.Data!["k"]);
        Assert.Equal("w", patched.Data["l"]);
    }

    [Fact]
    public async Task Apply_NothingThere_CreatesThenConflictsWithAnotherOwner()
    {
        const string Path = "/api/v1/namespaces/default/configmaps/applied";
        var (code, _) = await SendAsync("PATCH", Path + "?fieldManager=one", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"applied"},"data":{"k":"1"}}""", "application/apply-patch+yaml");
        Assert.Equal(201, code);
        (code, var body) = await SendAsync("PATCH", Path + "?fieldManager=two", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"applied"},"data":{"k":"2"}}""", "application/apply-patch+yaml");
        Assert.Equal(409, code);
        Assert.Contains("Apply failed with 1 conflict: conflict with \\\"one\\\": .data.k", body);
    }

    [Fact]
    public async Task Patch_ManyAtOnce_AllCountDespiteConflicts()
    {
        var maps = Client.Resource<ConfigMap>("default");
        (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "busy" } })).Require();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var result = await maps.PatchAsync("busy", PatchBody.Merge(Encoding.UTF8.GetBytes($$$"""{"data":{"k{{{i}}}":"v"}}""")));
            Assert.True(result.IsSuccess, result.Error?.Message);
        }));
        Assert.Equal(8, (await maps.GetAsync("busy")).Require().Data!.Count);
    }

    [Fact]
    public async Task Create_UnknownField_WarnsOrRefuses()
    {
        const string Body = """{"metadata":{"name":"odd"},"data":{"k":"v"},"dta":{}}""";
        var transport = shared.Https;
        await using var warned = await transport.SendAsync(
            new ApiRequest("POST", "/api/v1/namespaces/default/configmaps") { Body = Encoding.UTF8.GetBytes(Body) }, TestContext.Current.CancellationToken);
        Assert.Equal(201, warned.StatusCode);
        Assert.Equal(["unknown field \"dta\""], warned.Warnings);
        var (code, text) = await SendAsync("POST", "/api/v1/namespaces/default/configmaps?fieldValidation=Strict", Body.Replace("odd", "odder"));
        Assert.Equal(400, code);
        Assert.Contains("unknown field", text);
    }

    [Fact]
    public async Task DryRun_Create_StoresNothing()
    {
        var (code, body) = await SendAsync("POST", "/api/v1/namespaces/default/configmaps?dryRun=All", """{"metadata":{"name":"dry"}}""");
        Assert.Equal(201, code);
        Assert.DoesNotContain("resourceVersion", body);
        Assert.True((await Client.Resource<ConfigMap>("default").GetAsync("dry")).IsNotFound);
    }

    [Fact]
    public async Task GenerateName_GivesSuffixOfFive()
    {
        var created = (await Client.Resource<ConfigMap>("default").CreateAsync(new ConfigMap { Metadata = new ObjectMeta { GenerateName = "gen-" } })).Require();
        Assert.Matches("^gen-[bcdfghjklmnpqrstvwxz2456789]{5}$", created.Metadata.Name!);
    }

    [Fact]
    public async Task DeleteCollection_BySelector_LeavesTheRest()
    {
        var maps = Client.Resource<ConfigMap>("default");
        foreach (var (name, tag) in new[] { ("dc-1", "x"), ("dc-2", "x"), ("dc-3", "y") })
            (await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["dc"] = tag } } })).Require();
        var (code, _) = await SendAsync("DELETE", "/api/v1/namespaces/default/configmaps?labelSelector=dc%3Dx", "");
        Assert.Equal(200, code);
        Assert.Equal("dc-3", Assert.Single((await maps.ListAsync(new ListOptions { LabelSelector = "dc" })).Require().Items).Metadata.Name);
    }

    [Fact]
    public async Task Restart_KeepsObjectsVersionsAndAllocations()
    {
        await using var cluster = await Testing.TestCluster.StartAsync();
        var service = (await cluster.Client.Resource<Service>("default").CreateAsync(NewService("stays", "NodePort"))).Require();
        await cluster.RestartAsync();
        var read = (await cluster.Client.Resource<Service>("default").GetAsync("stays")).Require();
        Assert.Equal(service.Metadata.ResourceVersion, read.Metadata.ResourceVersion);
        var other = NewService("other", "NodePort");
        var refused = await cluster.Client.Resource<Service>("default").CreateAsync(other with { Spec = other.Spec with { Ports = [new ServicePort { Port = 80, NodePort = service.Spec.Ports![0].NodePort }] } });
        Assert.Contains("provided port is already allocated", refused.Error!.Message);
    }

    private async Task EnsureAccountAsync() =>
        await Client.Resource<ServiceAccount>("default").CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "default" } });

    private async Task<int> PostAsync(string path, string body) => (await SendAsync("POST", path, body)).Code;

    private async Task<(int Code, string Body)> SendAsync(string method, string path, string body, string type = "application/json")
    {
        await using var response = await shared.Https.SendAsync(
            new ApiRequest(method, path) { Body = Encoding.UTF8.GetBytes(body), ContentType = type }, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Body);
        return (response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static Pod NewPod(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new PodSpec { Containers = [new Container { Name = "c", Image = "busybox" }] },
    };

    private static Service NewService(string name, string type) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new ServiceSpec { Type = type, Ports = [new ServicePort { Port = 80 }], Selector = new Dictionary<string, string> { ["app"] = name } },
    };

    private static Deployment NewDeployment(string name) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new DeploymentSpec
        {
            Replicas = 3,
            Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = name } },
            Template = new PodTemplateSpec
            {
                Metadata = new ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = name } },
                Spec = new PodSpec { Containers = [new Container { Name = "c", Image = "busybox" }] },
            },
        },
    };
}
