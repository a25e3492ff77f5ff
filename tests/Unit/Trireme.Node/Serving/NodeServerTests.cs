using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Unit.Node.Serving;

public sealed class NodeServerTests
{
    [Fact]
    public async Task Endpoint_ByWhoAsks_AnswersOrRefuses()
    {
        await using var bench = await AgentBench.StartAsync(serve: true);
        using var stranger = bench.Http(null);
        Assert.Equal("ok", await stranger.GetStringAsync("/healthz", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/pods", TestContext.Current.CancellationToken)).StatusCode);
        using var node = bench.Http(bench.ClientCertificate("system:node:n2", "system:nodes"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await node.GetAsync("/pods", TestContext.Current.CancellationToken)).StatusCode);
        using var server = bench.Http(bench.ServerCertificate);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/pods", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/other", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Logs_OfRunningAndWaitingContainers_AreServed()
    {
        await using var bench = await AgentBench.StartAsync(serve: true);
        using var server = bench.Http(bench.ServerCertificate);
        await bench.CreateAsync(new PodSpec
        {
            Containers = [new Container { Name = "c", Image = "busybox", ImagePullPolicy = "IfNotPresent" }, new Container { Name = "w", Image = "none", ImagePullPolicy = "Never" }],
        });
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].State?.Running is not null && pod.Status.ContainerStatuses[1].State?.Waiting?.Reason == "ErrImageNeverPull");
        var log = Path.Combine(bench.Folder, "logs", $"default_p_{pod.Metadata.Uid}", "c", "0.log");
        await File.WriteAllTextAsync(log, "2026-01-01T00:00:00Z stdout F hello\n2026-01-01T00:00:01Z stdout F world\n", TestContext.Current.CancellationToken);
        Assert.Equal("world\n", await server.GetStringAsync("/containerLogs/default/p/c?tailLines=1", TestContext.Current.CancellationToken));
        var waiting = await server.GetAsync("/containerLogs/default/p/w", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, waiting.StatusCode);
        Assert.Equal("container \"w\" in pod \"p\" is waiting to start: ErrImageNeverPull", await waiting.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/containerLogs/default/none/c", TestContext.Current.CancellationToken)).StatusCode);
        var following = server.GetStringAsync("/containerLogs/default/p/c?follow=true", TestContext.Current.CancellationToken);
        bench.Runtime.Exit("c", 0);
        await bench.UntilAsync(() => following.IsCompleted, 30);
        Assert.Equal("hello\nworld\n", await following);
        Assert.Contains("kubelet_running_pods 1", await server.GetStringAsync("/metrics", TestContext.Current.CancellationToken));
        Assert.Contains("\"nodeName\":\"n1\"", await server.GetStringAsync("/stats/summary", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Node_ShortOfMemory_EvictsPod()
    {
        await using var bench = await AgentBench.StartAsync(options: options => options with { Eviction = new() { MemoryAvailableBytes = long.MaxValue / 4, NodeFsAvailablePercent = 0, NodeFsInodesFreePercent = 0, ImageFsAvailablePercent = 0, PidAvailablePercent = 0 } });
        await bench.CreateAsync(new PodSpec { Containers = [new Container { Name = "c", Image = "busybox", ImagePullPolicy = "IfNotPresent" }] });
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Failed", 30);
        Assert.Equal("Evicted", pod.Status.Reason);
        Assert.StartsWith("The node was low on resource: memory. Threshold quantity: ", pod.Status.Message);
        Assert.Contains(pod.Status.Conditions!, condition => condition is { Type: "DisruptionTarget", Status: "True", Reason: "TerminationByKubelet" });
        await bench.UntilNodeAsync(node => node.Status.Conditions!.Any(condition => condition is { Type: "MemoryPressure", Status: "True" }), 30);
        Assert.Contains(bench.Runtime.Containers("c"), container => container.Phase == ContainerPhase.Exited);
    }
}
