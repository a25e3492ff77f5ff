using System.Net;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Client.Informers;

namespace Trireme.Network.Proxy;

/// <summary>
/// Keeps the node's nftables rules equal to what Services, EndpointSlices and host ports ask for. Changes that come close together share one
/// transaction; an unchanged result is not applied again; a failed one is tried again.
/// </summary>
internal sealed class ServiceProxy : IAsyncDisposable
{
    private const string ServiceIndex = "network.service";
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private readonly NodeNetworkOptions _options;
    private readonly TimeProvider _time;
    private readonly IInformer<Service> _services;
    private readonly IInformer<EndpointSlice> _slices;
    private readonly IInformer<Pod> _pods;
    private readonly SemaphoreSlim _changed = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _handlers = [];
    private Task _loop = Task.CompletedTask;
    private RuleSet? _applied;

    public ServiceProxy(IInformerFactory informers, NodeNetworkOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _services = informers.For<Service>();
        _slices = informers.For<EndpointSlice>();
        _pods = informers.For<Pod>(fieldSelector: $"spec.nodeName={options.NodeName}");
        _slices.AddIndex(ServiceIndex, SliceServices.KeysOf);
    }

    /// <summary>Starts to follow the API. The informers are started by their owner.</summary>
    public void Start()
    {
        _handlers.Add(_services.AddHandler((_, _) => MarkChanged()));
        _handlers.Add(_slices.AddHandler((_, _) => MarkChanged()));
        _handlers.Add(_pods.AddHandler((old, current) =>
        {
            if (HasHostPorts(old ?? current!))
                MarkChanged();
        }));
        _loop = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var handler in _handlers)
            handler.Dispose();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _changed.Dispose();
    }

    private static bool HasHostPorts(Pod pod) => pod.Spec.Containers.Any(container => (container.Ports ?? []).Any(port => port.HostPort > 0));

    private void MarkChanged()
    {
        // One permit is enough: whoever takes it reads the newest state.
        if (_changed.CurrentCount == 0)
        {
            try
            {
                _changed.Release();
            }
            catch (Exception error) when (error is SemaphoreFullException or ObjectDisposedException)
            {
                // Somebody else was first, or the proxy has ended.
            }
        }
    }

    private async Task RunAsync()
    {
        var stop = _stop.Token;
        await _services.WaitForSyncAsync(stop).ConfigureAwait(false);
        await _slices.WaitForSyncAsync(stop).ConfigureAwait(false);
        await _pods.WaitForSyncAsync(stop).ConfigureAwait(false);
        MarkChanged();
        while (!stop.IsCancellationRequested)
        {
            await _changed.WaitAsync(stop).ConfigureAwait(false);
            await Task.Delay(Gather, _time, stop).ConfigureAwait(false);
            try
            {
                await ApplyAsync(stop).ConfigureAwait(false);
            }
            catch (NetworkException error)
            {
                _options.Log($"service rules: {error.Message}");
                await Task.Delay(Retry, _time, stop).ConfigureAwait(false);
                MarkChanged();
            }
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var services = ServiceRules.Build(_services.List(), (ns, name) => _slices.ByIndex(ServiceIndex, SliceServices.Key(ns, name)), _options.NodeName);
        var rules = RuleSetWriter.Write(_options, services, HostPorts());
        if (rules.Text == _applied?.Text)
            return;
        // What is there is known from the last success on; before, and after a failure, the table is replaced.
        var script = _applied is null ? rules.Replacement() : rules.Update(_applied);
        _applied = null;
        await Nftables.ApplyAsync(script, cancellationToken).ConfigureAwait(false);
        _applied = rules;
    }

    private List<HostPortRule> HostPorts() =>
        [.. from pod in _pods.List()
            where pod.Spec.HostNetwork != true && pod.Status.Phase is "Running" or "Pending" && IPAddress.TryParse(pod.Status.PodIP, out _)
            from container in pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? [])
            from port in container.Ports ?? []
            where port.HostPort > 0
            orderby port.HostPort, port.Protocol
            select new HostPortRule(
                (port.Protocol ?? "TCP").ToLowerInvariant(),
                port.HostIP is null or "0.0.0.0" ? "" : port.HostIP,
                port.HostPort!.Value,
                pod.Status.PodIP!,
                port.Port)];
}
