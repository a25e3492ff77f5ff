using System.Net;
using System.Security.Cryptography.X509Certificates;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Network;
using Trireme.Node;
using Trireme.Node.Runtime;
using Trireme.Server.Auth;

namespace Trireme.Hosting;

/// <summary>This machine as a node of a cluster: runtime, network and node agent.</summary>
internal sealed class LocalNode : IAsyncDisposable
{
    private static readonly TimeSpan CertificateValidity = TimeSpan.FromDays(365);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(60);
    private readonly NodeRuntime _runtime;
    private readonly InformerFactory _informers;
    private readonly NodeNetwork _network;
    private readonly NodeAgent _agent;

    private LocalNode(NodeRuntime runtime, InformerFactory informers, NodeNetwork network, NodeAgent agent, string name) =>
        (_runtime, _informers, _network, _agent, Name) = (runtime, informers, network, agent, name);

    /// <summary>The node's name.</summary>
    public string Name { get; }

    /// <summary>Sees to it that this machine can be a node, and installs what is missing where it may.</summary>
    /// <returns>Null, or in one line why it cannot.</returns>
    public static async Task<string?> PrepareAsync(UpOptions options, StartProgress progress, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return "that needs root; the API server, controllers and scheduler run without";
        var missing = Packages.Missing();
        if (options.RuntimeEndpoint is not null)
            missing = [.. missing.Where(package => package is not ("containerd" or "runc"))];
        if (missing.Count == 0)
            return null;
        if (options.NoInstall)
            return $"missing: {string.Join(", ", missing)}; install them with 'apt-get install {string.Join(' ', missing)}', or leave --no-install out";
        try
        {
            await progress.StepAsync("packages", async () =>
            {
                await Packages.InstallAsync(missing, cancellationToken).ConfigureAwait(false);
                return "installed " + string.Join(", ", missing);
            }).ConfigureAwait(false);
            return null;
        }
        catch (StartException error)
        {
            return error.Message;
        }
    }

    /// <summary>Starts or finds the container runtime.</summary>
    public static Task<NodeRuntime> StartRuntimeAsync(ClusterPaths paths, ClusterSettings settings, TimeProvider time, CancellationToken cancellationToken) =>
        Task.Run(() => NodeRuntime.StartAsync(paths.Data, settings.RuntimeSocket is { Length: > 0 } socket ? socket : null, time, cancellationToken), cancellationToken);

    /// <summary>Starts the node of a control plane in this process.</summary>
    public static Task<LocalNode> StartAsync(NodeRuntime runtime, ClusterPaths paths, ControlPlane plane, TimeProvider time, CancellationToken cancellationToken)
    {
        var settings = plane.Settings;
        var user = new UserInfo("system:node:" + settings.NodeName, ["system:nodes", UserInfo.Authenticated]);
        var serving = plane.Pki.IssueServingCertificate(
            user.Name, ["system:nodes"], [settings.NodeName], [IPAddress.Parse(settings.AdvertiseAddress), IPAddress.Loopback], CertificateValidity);
        return StartAsync(
            runtime,
            paths,
            settings,
            plane.Client(user),
            X509Certificate2.CreateFromPem(serving.CertificatePem, serving.KeyPem),
            [plane.Pki.AuthorityCertificate],
            time,
            cancellationToken);
    }

    /// <summary>Starts the node with a client that has the node's identity; returns when the node is ready.</summary>
    /// <exception cref="StartException">It does not become ready.</exception>
    public static async Task<LocalNode> StartAsync(
        NodeRuntime runtime,
        ClusterPaths paths,
        ClusterSettings settings,
        ApiClient client,
        X509Certificate2 servingCertificate,
        X509Certificate2Collection authorities,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var log = new FileLog<LocalNode>(time);
        if (runtime.CniConfigurationDirectory is { } folder)
        {
            settings = settings with { RuntimeCniDirectory = folder };
            ClusterSettingsFile.Write(paths, settings);
        }
        var informers = new InformerFactory(client, time, new Random(Environment.ProcessId));
        var network = NodeNetwork.Start(client, informers, NetworkOptions(paths, settings, log), time);
        var networkReady = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var agent = await NodeAgent.StartAsync(
                client,
                informers,
                new NodeAgentOptions
                {
                    NodeName = settings.NodeName,
                    NodeAddresses = [IPAddress.Parse(settings.AdvertiseAddress)],
                    DataDirectory = paths.Node,
                    ImageDirectory = paths.Data,
                    Port = settings.NodePort,
                    ServingCertificate = servingCertificate,
                    ClientAuthorities = authorities,
                    ClusterDns = [settings.DnsAddress],
                    ClusterDomain = settings.ClusterDomain,
                    Runtimes = new Dictionary<string, IPodRuntime> { [runtime.Runtime.Name] = runtime.Runtime },
                    DefaultRuntime = runtime.Runtime.Name,
                    PodCidrsAssigned = async (ranges, cancel) =>
                    {
                        await network.ConfigurePodsAsync(ranges[0], cancel).ConfigureAwait(false);
                        networkReady.TrySetResult();
                    },
                    Logger = log,
                },
                time,
                cancellationToken).ConfigureAwait(false);
            informers.Start();
            await networkReady.Task.WaitAsync(ReadyLimit, time, cancellationToken).ConfigureAwait(false);
            return new LocalNode(runtime, informers, network, agent, settings.NodeName);
        }
        catch (Exception error) when (error is TimeoutException or NetworkException or IOException)
        {
            throw new StartException(error is TimeoutException ? "the node got no Pod range within a minute; see the log" : error.Message, error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync().ConfigureAwait(false);
        await _network.DisposeAsync().ConfigureAwait(false);
        await _informers.DisposeAsync().ConfigureAwait(false);
        await _runtime.DisposeAsync().ConfigureAwait(false);
    }

    private static NodeNetworkOptions NetworkOptions(ClusterPaths paths, ClusterSettings settings, FileLog<LocalNode> log) => new()
    {
        NodeName = settings.NodeName,
        NodeAddress = settings.AdvertiseAddress,
        PodCidr = settings.PodCidr,
        ServiceCidr = settings.ServiceCidr,
        ClusterDomain = settings.ClusterDomain,
        DnsAddress = settings.DnsAddress,
        Bridge = settings.Bridge,
        Table = settings.Table,
        CniDirectory = paths.Cni,
        CniConfigurationDirectory = settings.RuntimeCniDirectory is { Length: > 0 } folder ? folder : null,
        Log = line => Microsoft.Extensions.Logging.LoggerExtensions.LogWarning(log, "{Line}", line),
    };
}
