using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trireme.Api;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Node;
using Trireme.Node.Host;
using Trireme.Node.Runtime;
using Trireme.Server.Pki;
using Trireme.Testing;
using Xunit;
using ApiNode = Trireme.Api.Core.V1.Node;

namespace Trireme.Tests.Unit.Node;

/// <summary>An agent over a runtime in memory, against a real API server in the process, with a clock that the test moves.</summary>
internal sealed class AgentBench : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestCluster _cluster;
    private readonly DirectoryInfo _folder;
    private bool _serve;
    private Func<NodeAgentOptions, NodeAgentOptions>? _change;

    private AgentBench(TestCluster cluster, ManualTimeProvider time)
    {
        _cluster = cluster;
        Time = time;
        Runtime = new FakePodRuntime(time);
        _folder = Directory.CreateTempSubdirectory("trireme-node-");
    }

    public ManualTimeProvider Time { get; }

    public FakePodRuntime Runtime { get; }

    public FakeMounter Mounter { get; } = new();

    public ListLogger Log { get; } = new();

    public NodeAgent Agent { get; private set; } = null!;

    public ApiClient Client => _cluster.Client;

    public ResourceClient<Pod> Pods => Client.Resource<Pod>("default");

    public string Folder => _folder.FullName;

    /// <summary>A certificate as the API server shows it.</summary>
    public X509Certificate2 ServerCertificate => _cluster.Pki.KubeletClientCertificate;

    public static async Task<AgentBench> StartAsync(bool serve = false, Func<NodeAgentOptions, NodeAgentOptions>? options = null)
    {
        var bench = new AgentBench(await TestCluster.StartAsync(), new ManualTimeProvider(TimeProvider.System.GetUtcNow())) { _serve = serve, _change = options };
        await bench.Client.Resource<ServiceAccount>("default").CreateAsync(
            new ServiceAccount { Metadata = new ObjectMeta { Name = "default" }, AutomountServiceAccountToken = false });
        await bench.StartAgentAsync();
        return bench;
    }

    public async Task StartAgentAsync()
    {
        Agent = await NodeAgent.StartAsync(Client, null, _change is null ? Options() : _change(Options()), Time, Mounter, TestContext.Current.CancellationToken);
        await UntilAsync(() => Agent.Ready.IsCompleted, seconds: 5);
    }

    public NodeAgentOptions Options() => new()
    {
        NodeName = "n1",
        Hostname = "n1",
        NodeAddresses = [IPAddress.Parse("192.0.2.1")],
        DataDirectory = _folder.FullName,
        ClusterDns = ["10.96.0.10"],
        Runtimes = new Dictionary<string, IPodRuntime> { ["runc"] = Runtime },
        DefaultRuntime = "runc",
        ResolverConfiguration = "",
        ListenAddress = IPAddress.Loopback,
        Port = 0,
        ServingCertificate = _serve ? Certificate(_cluster.Pki.IssueServingCertificate("system:node:n1", ["system:nodes"], ["n1"], [IPAddress.Loopback], TimeSpan.FromDays(1))) : null,
        ClientAuthorities = [_cluster.Pki.AuthorityCertificate],
        Logger = Log,
        Eviction = new() { MemoryAvailableBytes = 0, NodeFsAvailablePercent = 0, NodeFsInodesFreePercent = 0, ImageFsAvailablePercent = 0, PidAvailablePercent = 0 },
    };

    public X509Certificate2 ClientCertificate(string name, string group) => Certificate(_cluster.Pki.IssueClientCertificate(name, [group], TimeSpan.FromDays(1)));

    /// <summary>A client of the agent's endpoint.</summary>
    public HttpClient Http(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true, ClientCertificates = certificate is null ? null : [certificate] } };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://127.0.0.1:{Agent.Port}"), Timeout = Patience };
    }

    /// <summary>Creates a Pod that is bound to the node.</summary>
    public async Task<Pod> CreateAsync(PodSpec spec, string name = "p")
    {
        var result = await Pods.CreateAsync(new Pod { Metadata = new ObjectMeta { Name = name }, Spec = spec with { NodeName = "n1", TerminationGracePeriodSeconds = spec.TerminationGracePeriodSeconds ?? 30 } });
        return result.Require();
    }

    /// <summary>Moves the clock second by second until the Pod is as wanted; fails after so many seconds of the clock.</summary>
    public Task<Pod> UntilAsync(Func<Pod, bool> wanted, int seconds = 0, string name = "p") =>
        UntilAsync(async () => (await Pods.GetAsync(name)).Value is { } pod && wanted(pod) ? pod : null, async () => Show((await Pods.GetAsync(name)).Value), seconds);

    /// <summary>Moves the clock second by second until the node's object is as wanted.</summary>
    public Task<ApiNode> UntilNodeAsync(Func<ApiNode, bool> wanted, int seconds = 0) =>
        UntilAsync(async () => (await Client.Resource<ApiNode>().GetAsync("n1")).Value is { } node && wanted(node) ? node : null, () => Task.FromResult("node"), seconds);

    /// <summary>Moves the clock second by second until something is true.</summary>
    public async Task UntilAsync(Func<bool> wanted, int seconds = 0) =>
        await UntilAsync(() => Task.FromResult(wanted() ? "" : null), () => Task.FromResult(string.Join('\n', Runtime.Calls)), seconds);

    /// <summary>Moves the clock second by second until something is true.</summary>
    public async Task UntilAsync(Func<Task<bool>> wanted, int seconds = 0) =>
        await UntilAsync(async () => await wanted() ? "" : null, () => Task.FromResult(string.Join('\n', Runtime.Calls)), seconds);

    /// <summary>The messages of all events of a reason, once there is one.</summary>
    public Task<IReadOnlyList<string>> EventsAsync(string reason, int seconds = 0) => UntilAsync(
        async () =>
        {
            var events = (await Client.Resource<Event>("default").ListAsync()).Require().Items.Where(e => e.Reason == reason).Select(e => e.Message ?? "").ToList();
            return events.Count > 0 ? (IReadOnlyList<string>)events : null;
        },
        async () => string.Join('\n', (await Client.Resource<Event>("default").ListAsync()).Require().Items.Select(e => $"{e.Reason}: {e.Message}")),
        seconds);

    public async ValueTask DisposeAsync()
    {
        await Agent.DisposeAsync();
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // Each second of the clock the agent has a moment of real time to act; a clock that runs ahead of it would prove nothing.
    private async Task<T> UntilAsync<T>(Func<Task<T?>> look, Func<Task<string>> show, int seconds)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience);
        for (var second = 0; ; second++)
        {
            for (var turn = 0; turn < (second < seconds ? 4 : int.MaxValue); turn++)
            {
                if (await look() is { } found)
                    return found;
                if (limit.IsCancellationRequested)
                    Assert.Fail($"not as wanted in time:\n{await show()}\n{string.Join('\n', Log.Lines)}");
                await Task.Yield();
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
            }
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    // TLS wants a key that is not only in memory on some platforms: the round through PKCS#12 gives one everywhere.
    private static X509Certificate2 Certificate(IssuedCertificate issued)
    {
        using var pem = X509Certificate2.CreateFromPem(issued.CertificatePem, issued.KeyPem);
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static string Show(Pod? pod) =>
        pod is null ? "no pod" : System.Text.Json.JsonSerializer.Serialize(pod, ApiJson.Of<Pod>());
}
