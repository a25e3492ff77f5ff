using System.Security.Cryptography;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Controllers.Framework;
using Trireme.Controllers.GarbageCollection.Steps;

namespace Trireme.Controllers.GarbageCollection;

/// <summary>
/// Deletes objects whose owners are gone, of all kinds that the server has: in the background, or before their owner goes (foreground), or lets them
/// live on without it (orphan). Before anything is deleted the server is asked whether the owner is really gone.
/// </summary>
internal sealed class GarbageCollectorController : IController
{
    private readonly ControllerContext _context;
    private readonly WorkerPool<string> _examine;
    private readonly WorkerPool<string> _orphan;
    private readonly OwnerGraph _graph;
    private readonly ResourceMonitors _monitors;
    private readonly GarbageWrites _writes;
    private readonly AbsentOwners _absent = new();
    private readonly IEventRecorder _events;

    public GarbageCollectorController(ControllerContext context)
    {
        _context = context;
        _events = context.Events.Recorder(Name);
        _examine = new WorkerPool<string>("garbage_collector_attempt_to_delete", context, context.Options.Workers, ExamineAsync);
        _orphan = new WorkerPool<string>("garbage_collector_attempt_to_orphan", context, context.Options.Workers, OrphanAsync);
        _graph = new OwnerGraph(_examine.Queue.Add, _orphan.Queue.Add);
        _monitors = new ResourceMonitors(context, new Random(RandomNumberGenerator.GetInt32(int.MaxValue)), _graph);
        _writes = new GarbageWrites(context.Client);
    }

    /// <inheritdoc/>
    public string Name => "garbage-collector-controller";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            // What is not seen yet might be taken for absent: nothing is decided before all kinds have been listed.
            await FollowAsync(cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(
                _examine.RunAsync(cancellationToken), _orphan.RunAsync(cancellationToken), FollowForeverAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
        finally
        {
            await _monitors.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _examine.Dispose();
        _orphan.Dispose();
    }

    private async Task FollowForeverAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(_context.Options.DiscoveryPeriod, _context.Time, cancellationToken).ConfigureAwait(false);
            await FollowAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var told = "";
        while (true)
        {
            try
            {
                await _monitors.FollowAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception broken) when (broken is IOException or ApiException)
            {
                if (told != broken.Message)
                    _context.Options.Log($"{Name}: {told = broken.Message}");
                await Task.Delay(TimeSpan.FromSeconds(1), _context.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Reconciled> ExamineAsync(string uid, CancellationToken cancellationToken)
    {
        if (!_graph.TryGet(uid, out var item) || item is { IsDeleting: true, IsDeletingDependents: false, IsVirtual: false })
            return Reconciled.Done;
        if (_monitors.Find(item.Group, item.Kind) is not { } resource)
            return Reconciled.Retry(null); // a kind that is not served now may come back
        if (resource.Namespaced && item.Namespace.Length == 0)
            return Reconciled.Done; // heard of from outside of namespaces: nobody can say in which it would be
        var objects = _context.Client.Metadata(resource, resource.Namespaced ? item.Namespace : null);
        var live = await objects.GetAsync(item.Name, cancellationToken).ConfigureAwait(false);
        if (live.IsNotFound || live.IsSuccess && live.Value.Metadata.Uid != uid)
        {
            _graph.Absent(item);
            return Reconciled.Done;
        }
        if (!live.IsSuccess)
            return Reconciled.Refused(live.Error);
        if (item.IsVirtual)
            return Reconciled.Retry(null); // it is there, and the watch will show it
        if (item.IsDeletingDependents)
            return await AwaitDependentsAsync(resource, item, cancellationToken).ConfigureAwait(false);
        return await DecideAsync(resource, item, live.Value.Metadata, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An object that waits for what it owns goes when nothing of it holds it up any more.</summary>
    private async Task<Reconciled> AwaitDependentsAsync(ResourceAddress resource, GraphItem item, CancellationToken cancellationToken)
    {
        var blocking = _graph.Dependents(item.Uid, blockingOnly: true);
        foreach (var dependent in blocking.Where(dependent => !dependent.IsDeletingDependents))
            _examine.Queue.Add(dependent.Uid);
        if (blocking.Count > 0)
            return Reconciled.Done;
        var refused = await _writes.RemoveFinalizerAsync(resource, item, OwnerGraph.ForegroundFinalizer, cancellationToken).ConfigureAwait(false);
        return refused is null ? Reconciled.Done : Reconciled.Refused(refused);
    }

    private async Task<Reconciled> DecideAsync(ResourceAddress resource, GraphItem item, ObjectMeta live, CancellationToken cancellationToken)
    {
        var owners = new List<(OwnerReference, OwnerFate)>();
        foreach (var owner in live.OwnerReferences ?? [])
        {
            var (fate, wait) = await FateAsync(item, owner, cancellationToken).ConfigureAwait(false);
            if (fate is null)
                return wait;
            owners.Add((owner, fate.Value));
        }
        var circle = _graph.Dependents(item.Uid).Any(dependent => dependent.IsDeletingDependents);
        var plan = OwnerStep.Plan(new GarbageState(live, owners, item.DependentCount > 0, circle));
        var refused = await _writes.ApplyAsync(resource, live, plan, cancellationToken).ConfigureAwait(false);
        return refused is null ? Reconciled.Done : Reconciled.Refused(refused);
    }

    private async Task<(OwnerFate? Fate, Reconciled Otherwise)> FateAsync(GraphItem item, OwnerReference owner, CancellationToken cancellationToken)
    {
        var key = (item.Namespace, owner.Kind, owner.Name, owner.Uid);
        if (_absent.Contains(key))
            return (OwnerFate.Absent, default);
        var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
        if (_monitors.Find(slash < 0 ? "" : owner.ApiVersion[..slash], owner.Kind) is not { } resource)
            return (null, Reconciled.Retry(null));
        if (resource.Namespaced && item.Namespace.Length == 0)
        {
            var subject = new ObjectReference { Kind = item.Kind, Name = item.Name, Uid = item.Uid };
            _events.Record(subject, "Warning", "OwnerRefInvalidNamespace", $"ownerRef [{owner.ApiVersion}/{owner.Kind}, namespace: , name: {owner.Name}, uid: {owner.Uid}] does not exist in namespace \"\"");
            return (null, Reconciled.Done); // nobody can say which object is meant: it is left alone
        }
        var found = await _context.Client.Metadata(resource, resource.Namespaced ? item.Namespace : null)
            .GetAsync(owner.Name, cancellationToken).ConfigureAwait(false);
        if (found.IsNotFound || found.IsSuccess && found.Value.Metadata.Uid != owner.Uid)
        {
            _absent.Add(key);
            return (OwnerFate.Absent, default);
        }
        if (!found.IsSuccess)
            return (null, Reconciled.Refused(found.Error));
        var waiting = found.Value.Metadata.DeletionTimestamp is not null && found.Value.Metadata.Finalizers?.Contains(OwnerGraph.ForegroundFinalizer) == true;
        return (waiting ? OwnerFate.Waiting : OwnerFate.Present, default);
    }

    private async Task<Reconciled> OrphanAsync(string uid, CancellationToken cancellationToken)
    {
        if (!_graph.TryGet(uid, out var item) || _monitors.Find(item.Group, item.Kind) is not { } resource)
            return Reconciled.Done;
        foreach (var dependent in _graph.Dependents(uid))
        {
            if (_monitors.Find(dependent.Group, dependent.Kind) is not { } other)
                return Reconciled.Retry(null);
            if (await _writes.ReleaseAsync(other, dependent, uid, cancellationToken).ConfigureAwait(false) is { } held)
                return Reconciled.Refused(held);
        }
        var refused = await _writes.RemoveFinalizerAsync(resource, item, OwnerGraph.OrphanFinalizer, cancellationToken).ConfigureAwait(false);
        return refused is null ? Reconciled.Done : Reconciled.Refused(refused);
    }
}
