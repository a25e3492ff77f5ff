using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.EndpointSlices;

/// <summary>Writes down which Pods are behind each Service with a selector.</summary>
internal sealed class EndpointSliceController : Controller
{
    private const string ServiceIndex = "service";
    private const string NodeIndex = "node";
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    private readonly IInformer<Service> _services;
    private readonly IInformer<Pod> _pods;
    private readonly IInformer<Node> _nodes;
    private readonly IInformer<EndpointSlice> _slices;
    private readonly Expectations _expectations;
    private readonly OwnWrites _own;
    private readonly EndpointSliceWrites _writes;

    public EndpointSliceController(ControllerContext context)
        : base("endpoint-slice-controller", context)
    {
        _expectations = new Expectations(Time);
        _own = new OwnWrites(Time);
        _writes = new EndpointSliceWrites(Client, Events, _expectations, _own);
        _services = EnqueueOn<Service>();
        _pods = Informer<Pod>();
        _pods.AddIndex(NodeIndex, static pod => [pod.Spec.NodeName ?? ""]);
        _nodes = Informer<Node>();
        _slices = Informer<EndpointSlice>();
        _slices.AddIndex(ServiceIndex, static slice => ServiceOf(slice) is { } service ? [service.ToString()] : []);
        On(_pods, OnPod);
        On(_nodes, OnNode);
        On(_slices, OnSlice);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_services.Get(key.Namespace, key.Name) is not { } service)
        {
            _expectations.Forget(key); // its slices go with it: they name it as their owner
            return Reconciled.Done;
        }
        if (!service.HasSelector() || service.Metadata.DeletionTimestamp is not null)
            return Reconciled.Done;
        if (!_expectations.AreMet(key))
            return Reconciled.LookAgain(TimeSpan.FromMinutes(5)); // their appearance comes back here much earlier
        var slices = _slices.ByIndex(ServiceIndex, key.ToString()).OrderBy(slice => slice.Metadata.Name, StringComparer.Ordinal).ToList();
        if (!slices.All(_own.AreSeen))
            return OwnWrites.Wait;
        var pods = ServicePods.Of(service, _pods);
        var state = new EndpointSliceState(service, pods, slices, Zones(pods));
        return await _writes.ApplyAsync(state, EndpointSliceReconciler.Plan(state), cancellationToken).ConfigureAwait(false);
    }

    private static ObjectKey? ServiceOf(EndpointSlice slice) =>
        slice.Metadata.Labels is { } labels
        && labels.GetValueOrDefault(SliceMetadata.ManagedBy) == SliceMetadata.Manager
        && labels.TryGetValue(SliceMetadata.ServiceName, out var name)
            ? new ObjectKey(slice.Metadata.Namespace ?? "", name)
            : null;

    private Dictionary<string, string> Zones(IEnumerable<Pod> pods)
    {
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in pods.Select(pod => pod.Spec.NodeName).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (Zone(_nodes.Get("", name)) is { } zone)
                zones[name] = zone;
        }
        return zones;
    }

    private static string? Zone(Node? node) => node?.Metadata.Labels?.GetValueOrDefault(ZoneLabel);

    private void OnPod(Pod? old, Pod? current)
    {
        if (old is not null && current is not null && !ServicePods.MattersToServices(old, current))
            return;
        foreach (var pod in new[] { old, current })
        {
            if (pod is null)
                continue;
            foreach (var service in ServicePods.ServicesOf(pod, _services))
                Queue.Add(ObjectKey.Of(service));
        }
    }

    private void OnNode(Node? old, Node? current)
    {
        if (Zone(old) == Zone(current))
            return;
        foreach (var pod in _pods.ByIndex(NodeIndex, (current ?? old)!.Metadata.Name ?? ""))
        {
            foreach (var service in ServicePods.ServicesOf(pod, _services))
                Queue.Add(ObjectKey.Of(service));
        }
    }

    private void OnSlice(EndpointSlice? old, EndpointSlice? current)
    {
        if (current is null)
            _own.Forget(ObjectKey.Of(old!));
        if (old is not null && ServiceOf(old) is { } former)
            Queue.Add(former);
        if (current is null || ServiceOf(current) is not { } service)
            return;
        if (old is null)
            _expectations.CreationSeen(service);
        Queue.Add(service);
    }
}
