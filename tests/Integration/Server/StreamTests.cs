using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Transport;
using Trireme.Server.Auth;
using Trireme.Testing;
using Xunit;

namespace Trireme.Tests.Integration.Server;

/// <summary>Logs, exec and proxies on their way through the server to a node's agent.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;
    private FakeNodeAgent _agent = null!;
    private IApiTransport _https = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(new TestClusterOptions { Listen = true });
        _https = _cluster.Https();
        _agent = await FakeNodeAgent.StartAsync(_cluster.Pki, "n1");
        var client = _cluster.Client;
        (await client.Resource<ServiceAccount>("default").CreateAsync(new ServiceAccount { Metadata = new ObjectMeta { Name = "default" } })).Require();
        foreach (var name in new[] { "n1", "n2" })
        {
            (await client.Resource<Node>().CreateAsync(new Node
            {
                Metadata = new ObjectMeta { Name = name },
                Status = new NodeStatus
                {
                    Addresses = [new NodeAddress { Type = "InternalIP", Address = "127.0.0.1" }],
                    DaemonEndpoints = new NodeDaemonEndpoints { KubeletEndpoint = new DaemonEndpoint { Port = _agent.Port } },
                },
            })).Require();
        }
        await CreateAsync("p", "n1", "a", "waiting");
        await CreateAsync("one", "n1", "only");
        await CreateAsync("wrong-node", "n2", "only");
        await CreateAsync("nowhere", null, "only");
    }

    public async ValueTask DisposeAsync()
    {
        await _https.DisposeAsync();
        await _agent.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Log_OfOneContainer_StreamsWithTheServersCertificate()
    {
        var (code, body) = await GetAsync("/api/v1/namespaces/default/pods/one/log?follow=true&tailLines=5&timestamps=false");
        Assert.Equal((200, "first line\nsecond line\n"), (code, body));
        Assert.Equal(["/containerLogs/default/one/only?follow=true&tailLines=5 kube-apiserver-kubelet-client"], _agent.Requests);
    }

    [Theory]
    [InlineData("p", "", 400, "a container name must be specified for pod p, choose one of: [a waiting]")]
    [InlineData("p", "?container=b", 400, "container b is not valid for pod p")]
    [InlineData("p", "?container=waiting", 400, "container \\\"waiting\\\" in pod \\\"p\\\" is waiting to start: ContainerCreating")]
    [InlineData("one", "?tailLines=-1", 422, "tailLines: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData("none", "", 404, "pods \\\"none\\\" not found")]
    public async Task Log_Refused_SaysWhyInKubernetesWords(string pod, string query, int code, string message)
    {
        var (given, body) = await GetAsync($"/api/v1/namespaces/default/pods/{pod}/log{query}");
        Assert.Contains(message, body);
        Assert.Equal(code, given);
    }

    [Fact]
    public async Task Log_NotScheduled_IsEmpty() => Assert.Equal((200, ""), await GetAsync("/api/v1/namespaces/default/pods/nowhere/log"));

    [Fact]
    public async Task Log_AgentOfAnotherNode_IsNotTrusted()
    {
        // n2 says it listens where n1's agent does: its certificate is not n2's.
        var (code, body) = await GetAsync("/api/v1/namespaces/default/pods/wrong-node/log");
        Assert.Equal(500, code);
        Assert.Contains("error dialing backend", body);
        Assert.Empty(_agent.Requests);
    }

    [Fact]
    public async Task Exec_WebSocket_PassesBytesBothWays()
    {
        using var socket = new ClientWebSocket();
        var issued = _cluster.Pki.IssueClientCertificate("admin", [UserInfo.Masters], TimeSpan.FromDays(1));
        using var pem = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        using var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        socket.Options.ClientCertificates.Add(certificate);
        socket.Options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        socket.Options.AddSubProtocol("v5.channel.k8s.io");
        var stop = TestContext.Current.CancellationToken;
        await socket.ConnectAsync(
            new Uri($"wss://127.0.0.1:{_cluster.Server.Port}/api/v1/namespaces/default/pods/one/exec?command=sh&command=-c&command=echo%20a%26b&stdin=true&stdout=true&tty=true"), stop);
        Assert.Equal("v5.channel.k8s.io", socket.SubProtocol);
        var sent = new byte[100_000];
        Random(sent);
        var received = new MemoryStream();
        var sending = socket.SendAsync(sent, WebSocketMessageType.Binary, true, stop);
        var buffer = new byte[8192];
        while (received.Length < sent.Length)
        {
            var read = await socket.ReceiveAsync(buffer, stop);
            received.Write(buffer, 0, read.Count);
        }
        await sending;
        Assert.Equal(sent, received.ToArray());
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", stop);
        Assert.Equal(["/exec/default/one/only?input=1&output=1&tty=1&command=sh&command=-c&command=echo%20a%26b kube-apiserver-kubelet-client"], _agent.Requests);
    }

    [Fact]
    public async Task Exec_WithoutUpgrade_IsRefused()
    {
        var (code, body) = await GetAsync("/api/v1/namespaces/default/pods/one/exec?command=sh&stdout=true");
        Assert.Equal(400, code);
        Assert.Contains("Upgrade request required", body);
        (code, body) = await GetAsync("/api/v1/namespaces/default/pods/nowhere/exec?command=sh&stdout=true");
        Assert.Equal(400, code);
        Assert.Contains("pod nowhere does not have a host assigned", body);
    }

    [Fact]
    public async Task NodeProxy_PassesPathAndQueryOn()
    {
        var (code, body) = await GetAsync("/api/v1/nodes/n1/proxy/stats/summary?only=cpu");
        Assert.Equal((200, "first line\nsecond line\n"), (code, body));
        Assert.Equal(["/stats/summary?only=cpu kube-apiserver-kubelet-client"], _agent.Requests);
    }

    [Fact]
    public async Task Kubectl_LogsAndNodeProxy_Work()
    {
        var kubeconfig = _cluster.WriteKubeconfig();
        Assert.Equal((0, "first line\nsecond line\n"), await Kubectl.RunAsync(kubeconfig, "logs", "one"));
        Assert.Equal((0, "first line\nsecond line\n"), await Kubectl.RunAsync(kubeconfig, "get", "--raw", "/api/v1/nodes/n1/proxy/healthz"));
    }

    private static void Random(byte[] buffer) => new Random(7).NextBytes(buffer);

    private async Task<(int Code, string Body)> GetAsync(string path)
    {
        await using var response = await _https.SendAsync(new ApiRequest("GET", path), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(response.Body, Encoding.UTF8);
        return (response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private async Task CreateAsync(string name, string? node, params string[] containers) => (await _cluster.Client.Resource<Pod>("default").CreateAsync(new Pod
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new PodSpec { NodeName = node, Containers = [.. containers.Select(container => new Container { Name = container, Image = "busybox" })] },
    })).Require();
}
