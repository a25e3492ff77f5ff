using System.Net;
using Trireme.Client;
using Trireme.Client.Informers;
using Trireme.Network.Cni;
using Trireme.Network.Dns;
using Trireme.Network.Proxy;
using Trireme.Network.Routes;

namespace Trireme.Network;

/// <summary>
/// The network of a node: service rules at once, and Pods' bridge, CNI configuration and cluster DNS once the node's Pod range is known.
/// What it makes stays when the program ends, so that running Pods go on; <see cref="TeardownAsync"/> takes it away.
/// </summary>
public sealed class NodeNetwork : IAsyncDisposable
{
    private readonly ApiClient _client;
    private readonly NodeNetworkOptions _options;
    private readonly TimeProvider _time;
    private readonly ClusterZone _zone;
    private readonly ServiceProxy _proxy;
    private readonly NodeRoutes _routes;
    private readonly SemaphoreSlim _gate = new(1);
    private DnsServer? _dns;
    private string? _podCidr;

    private NodeNetwork(ApiClient client, IInformerFactory informers, NodeNetworkOptions options, TimeProvider time)
    {
        _client = client;
        _options = options;
        _time = time;
        _zone = new ClusterZone(informers, options.ClusterDomain, options.ServiceCidr, options.PodCidr);
        _proxy = new ServiceProxy(informers, options, time);
        _routes = new NodeRoutes(informers, options);
    }

    /// <summary>Starts service rules and routes. The informers are started by their owner.</summary>
    public static NodeNetwork Start(ApiClient client, IInformerFactory informers, NodeNetworkOptions options, TimeProvider time)
    {
        var network = new NodeNetwork(client, informers, options, time);
        network._proxy.Start();
        network._routes.Start();
        return network;
    }

    /// <summary>Takes the node's Pod range into use. Idempotent.</summary>
    /// <exception cref="NetworkException">The bridge, the configuration or cluster DNS cannot be set up.</exception>
    public async Task ConfigurePodsAsync(string podCidr, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_podCidr == podCidr)
                return;
            var gateway = await PodBridge.EnsureAsync(_options, podCidr, cancellationToken).ConfigureAwait(false);
            CniConfiguration.Write(_options, podCidr);
            if (_dns is not null)
                await _dns.DisposeAsync().ConfigureAwait(false);
            _dns = DnsServer.Start(
                gateway, _zone, new DnsForwarder(_options.ResolvConf, _time), [_options.PodCidr, _options.ServiceCidr, $"{_options.NodeAddress}/32"], _time);
            await DnsService.PublishAsync(_client, _options, gateway.ToString(), _dns.Port, cancellationToken).ConfigureAwait(false);
            _podCidr = podCidr;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NetworkException($"the network of the node's Pods cannot be set up: {error.Message}", error);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Removes rules, bridge and CNI files of a node that runs no Pods any more. Idempotent; needs no running program.</summary>
    /// <param name="table">The node's nftables table.</param>
    /// <param name="bridge">The bridge of its Pods.</param>
    /// <param name="cniDirectory">The folder of leases; deleted.</param>
    /// <param name="cniConfigurationDirectory">Where the CNI configuration was written; the file is deleted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task TeardownAsync(string table, string bridge, string cniDirectory, string cniConfigurationDirectory, CancellationToken cancellationToken)
    {
        if (Directory.Exists(cniConfigurationDirectory))
            File.Delete(Path.Combine(cniConfigurationDirectory, CniConfiguration.FileName));
        await Nftables.DeleteTableAsync(table, cancellationToken).ConfigureAwait(false);
        await PodBridge.RemoveAsync(bridge, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(cniDirectory))
            Directory.Delete(cniDirectory, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync().ConfigureAwait(false);
        await _routes.DisposeAsync().ConfigureAwait(false);
        if (_dns is not null)
            await _dns.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }
}
