using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.LegacyEndpoints;

/// <summary>Writes the addresses behind each Service with a selector in the old form, one object per Service.</summary>
internal sealed class EndpointsController : Controller
{
    private readonly IInformer<Service> _services;
    private readonly IInformer<Pod> _pods;
    private readonly IInformer<Endpoints> _endpoints;
    private readonly OwnWrites _own;
    private readonly EndpointsWrites _writes;

    public EndpointsController(ControllerContext context)
        : base("endpoint-controller", context)
    {
        _own = new OwnWrites(Time);
        _writes = new EndpointsWrites(Client, Events, _own);
        _services = EnqueueOn<Service>();
        _pods = Informer<Pod>();
        _endpoints = EnqueueOn<Endpoints>();
        On(_pods, OnPod);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var present = _endpoints.Get(key.Namespace, key.Name);
        if (present is null)
            _own.Forget(key);
        else if (!_own.AreSeen(present))
            return OwnWrites.Wait;
        if (_services.Get(key.Namespace, key.Name) is not { } service)
        {
            return present?.Metadata.Labels?.GetValueOrDefault(EndpointsReconciler.ManagedBy) == EndpointsReconciler.Manager
                ? await _writes.DeleteAsync(present, cancellationToken).ConfigureAwait(false)
                : Reconciled.Done;
        }
        if (!service.HasSelector() || service.Metadata.DeletionTimestamp is not null)
            return Reconciled.Done;
        var state = new EndpointsState(service, ServicePods.Of(service, _pods), present);
        return await _writes.ApplyAsync(state, EndpointsReconciler.Plan(state), cancellationToken).ConfigureAwait(false);
    }

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
}
