using System.Net;
using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Network.Programs;

namespace Trireme.Network.Routes;

/// <summary>
/// Keeps a route to every other node's Pods, by way of that node's address: nodes on one network segment need no overlay.
/// </summary>
internal sealed class NodeRoutes(IInformerFactory informers, NodeNetworkOptions options) : IAsyncDisposable
{
    private readonly Dictionary<string, (string Range, string Gateway)> _routes = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly IInformer<Node> _nodes = informers.For<Node>();
    private readonly System.Threading.Channels.Channel<(string Name, Node? Node)> _changes =
        System.Threading.Channels.Channel.CreateUnbounded<(string, Node?)>(new() { SingleReader = true });

    private IDisposable? _handler;
    private Task _loop = Task.CompletedTask;

    /// <summary>Starts to follow the nodes. Bounded by the number of changes of nodes' addresses, which are few.</summary>
    public void Start()
    {
        _handler = _nodes.AddHandler((old, current) =>
        {
            if (current?.Metadata.Name != options.NodeName && Route(old) != Route(current))
                _changes.Writer.TryWrite(((current ?? old)!.Metadata.Name!, current));
        });
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        _handler?.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static (string Range, string Gateway)? Route(Node? node)
    {
        var gateway = node?.Status.Addresses?.FirstOrDefault(address => address.Type == "InternalIP")?.Address;
        return node?.Spec.PodCIDR is { Length: > 0 } range && IPAddress.TryParse(gateway, out _) ? (range, gateway) : null;
    }

    private async Task RunAsync()
    {
        await foreach (var (name, node) in _changes.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            try
            {
                if (_routes.Remove(name, out var old))
                    await SystemProgram.TryRunAsync("ip", ["route", "delete", old.Range, "via", old.Gateway], null, _stop.Token).ConfigureAwait(false);
                if (Route(node) is not { } route || route.Gateway == options.NodeAddress)
                    continue;
                await SystemProgram.RunAsync("ip", ["route", "replace", route.Range, "via", route.Gateway], null, _stop.Token).ConfigureAwait(false);
                _routes[name] = route;
            }
            catch (NetworkException error)
            {
                options.Log($"route to the Pods of node {name}: {error.Message}");
            }
        }
    }
}
