using System.Net;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>Names, addresses and ports of Pods and Services.</summary>
public sealed class NetworkTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    [Fact]
    public async Task HeadlessService_ByName_IsThePodsAddresses()
    {
        await Kubectl.ApplyAsync(
            Manifests.WebPod("one", spec: "\"hostname\": \"first\", \"subdomain\": \"peers\"").Replace("\"app\": \"one\"", "\"app\": \"peer\"", StringComparison.Ordinal),
            Manifests.WebPod("two").Replace("\"app\": \"two\"", "\"app\": \"peer\"", StringComparison.Ordinal),
            Manifests.Service("peers", "peer", "\"clusterIP\": \"None\""),
            Manifests.Pod("box"));
        foreach (var pod in (string[])["one", "two", "box"])
            await Kubectl.ReadyAsync(pod);
        var one = await Kubectl.FieldAsync("pod/one", ".status.podIP");
        var two = await Kubectl.FieldAsync("pod/two", ".status.podIP");
        var domain = $"{Namespace}.svc.cluster.local";
        await Eventually.HoldsAsync(
            () => LookUpAsync($"peers.{domain}"), seen => seen.Contains($"Address: {one}\n", StringComparison.Ordinal) && seen.Contains($"Address: {two}\n", StringComparison.Ordinal));
        Assert.Contains($"Address: {one}\n", await LookUpAsync($"first.peers.{domain}"), StringComparison.Ordinal);
        Assert.Contains("Hello from first", await Kubectl.TextAsync("exec", "box", "--", "wget", "-qO-", "http://first.peers:8080/"), StringComparison.Ordinal);
        Assert.Contains($"first.peers.{domain}", await Kubectl.TextAsync("exec", "one", "--", "cat", "/etc/hosts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dns_SrvPtrAndAbsentNames_AnswerAsClusterDns()
    {
        await Kubectl.ApplyAsync(Manifests.WebPod("web"), Manifests.Service("web", "web"), Manifests.Pod("box"));
        await Kubectl.ReadyAsync("box");
        await Kubectl.ReadyAsync("web");
        var service = await Kubectl.FieldAsync("service/web", ".spec.clusterIP");
        var name = $"web.{Namespace}.svc.cluster.local";
        Assert.Contains($"Address: {service}\n", await LookUpAsync(name), StringComparison.Ordinal);
        Assert.Matches($@"_http\._tcp\.{name}\s+service = \d+ \d+ 80 {name}", await LookUpAsync($"_http._tcp.{name}", "-type=srv"));
        Assert.Contains($"name = {name}", await LookUpAsync(service), StringComparison.Ordinal);
        var absent = await Kubectl.RunAsync("exec", "box", "--", "nslookup", $"nobody.{Namespace}.svc.cluster.local");
        Assert.NotEqual(0, absent.ExitCode);
        Assert.Contains("NXDOMAIN", absent.Output + absent.Error, StringComparison.Ordinal);
        Assert.Equal(
            $"search {Namespace}.svc.cluster.local svc.cluster.local cluster.local",
            (await Kubectl.TextAsync("exec", "box", "--", "cat", "/etc/resolv.conf")).Split('\n')[0]);
    }

    [Fact]
    public async Task HostPort_OfAPod_AnswersOnTheNode()
    {
        var port = FreePort.Next();
        await Kubectl.ApplyAsync(Manifests.WebPod("web").Replace("\"containerPort\": 8080", $"\"containerPort\": 8080, \"hostPort\": {port}", StringComparison.Ordinal));
        await Kubectl.ReadyAsync("web");
        var node = await Kubectl.FieldAsync("pod/web", ".status.hostIP");
        await Web.AnswersAsync($"http://{node}:{port}/", "Hello from web");
        await Web.AnswersAsync($"http://127.0.0.1:{port}/", "Hello from web");
        await Kubectl.TextAsync("delete", "pod", "web");
        await Eventually.HoldsAsync(async () => await Record.ExceptionAsync(() => Web.GetAsync($"http://{node}:{port}/")), refused => refused is not null);
    }

    [Fact]
    public async Task HostPort_TakenByAnotherPod_KeepsTheSecondPending()
    {
        var port = FreePort.Next();
        string WithPort(string name) => Manifests.WebPod(name).Replace("\"containerPort\": 8080", $"\"containerPort\": 8080, \"hostPort\": {port}", StringComparison.Ordinal);
        await Kubectl.ApplyAsync(WithPort("first"));
        await Kubectl.ReadyAsync("first");
        await Kubectl.ApplyAsync(WithPort("second"));
        await Kubectl.EventAsync("second", "Warning FailedScheduling 0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.");
    }

    [Fact]
    public async Task HostNetwork_OfAPod_IsTheNodes()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("host", spec: "\"hostNetwork\": true"));
        await Kubectl.ReadyAsync("host");
        Assert.Equal(await Kubectl.FieldAsync("pod/host", ".status.hostIP"), await Kubectl.FieldAsync("pod/host", ".status.podIP"));
        Assert.Equal(Dns.GetHostName(), await Kubectl.TextAsync("exec", "host", "--", "hostname"));
    }

    [Fact]
    public async Task ClusterIp_AskedByItsOwnPod_Answers()
    {
        await Kubectl.ApplyAsync(Manifests.WebPod("web"), Manifests.Service("front", "web"));
        await Kubectl.ReadyAsync("web");
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("exec", "web", "--", "wget", "-qO-", "http://front/"), body => body.StartsWith("Hello from web", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Service_WithoutPodsOrDeleted_RefusesConnections()
    {
        await Kubectl.ApplyAsync(Manifests.WebPod("web"), Manifests.Service("web", "web"));
        await Kubectl.ReadyAsync("web");
        var address = $"http://{await Kubectl.FieldAsync("service/web", ".spec.clusterIP")}/";
        await Web.AnswersAsync(address, "Hello from web");
        await Kubectl.TextAsync("delete", "pod", "web");
        var refused = await Eventually.HoldsAsync(async () => await Record.ExceptionAsync(() => Web.GetAsync(address)), error => error is not null);
        Assert.Contains("refused", refused!.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SessionAffinity_ByClientAddress_StaysWithOnePod()
    {
        await Kubectl.ApplyAsync(Manifests.Deployment("web", 3), Manifests.Service("web", "web", "\"sessionAffinity\": \"ClientIP\""));
        await Kubectl.TextAsync("rollout", "status", "deployment/web", "--timeout=60s");
        var address = $"http://{await Kubectl.FieldAsync("service/web", ".spec.clusterIP")}/";
        var first = await Web.AnswersAsync(address, "Hello from");
        for (var request = 0; request < 12; request++)
            Assert.Equal(first, await Web.GetAsync(address));
    }

    private async Task<string> LookUpAsync(string name, params string[] options) =>
        await Kubectl.TextAsync(["exec", "box", "--", "nslookup", .. options, name]) + "\n";
}
