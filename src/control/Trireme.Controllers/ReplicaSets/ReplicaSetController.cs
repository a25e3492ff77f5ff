using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.ReplicaSets;

/// <summary>Keeps as many Pods of one template as a ReplicaSet asks for.</summary>
internal sealed class ReplicaSetController : Controller
{
    private readonly IInformer<ReplicaSet> _replicaSets;
    private readonly IInformer<Pod> _pods;
    private readonly Expectations _expectations;
    private readonly ClaimWrites<ReplicaSet, Pod> _claims;
    private readonly OwnWrites _own;
    private readonly ReplicaSetWrites _writes;

    public ReplicaSetController(ControllerContext context)
        : base("replicaset-controller", context)
    {
        _expectations = new Expectations(Time);
        _claims = new ClaimWrites<ReplicaSet, Pod>(Client);
        _writes = new ReplicaSetWrites(Client, Events, _expectations, _own = new OwnWrites(Time));
        _replicaSets = Informer<ReplicaSet>();
        _replicaSets.AddControllerIndex();
        _pods = Informer<Pod>();
        _pods.AddControllerIndex();
        On(_replicaSets, OnReplicaSet);
        On(_pods, OnPod);
    }

    /// <inheritdoc/>
    protected override async Task<Reconciled> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_replicaSets.Get(key.Namespace, key.Name) is not { } replicaSet)
        {
            _expectations.Forget(key);
            _own.Forget(key);
            return Reconciled.Done;
        }
        if (!_own.AreSeen(replicaSet))
            return OwnWrites.Wait;
        // Before the Pods are read: what is seen afterwards only makes the view more current.
        var current = _expectations.AreMet(key);
        var candidates = _pods.Candidates(replicaSet).Where(pod => !pod.HasEnded());
        var claims = Claims<Pod>.Sort(replicaSet, replicaSet.Spec.Selector, candidates);
        var (owned, error) = await _claims.ApplyAsync(replicaSet, claims, cancellationToken).ConfigureAwait(false);
        if (error is not null)
            return Reconciled.Refused(error);
        var state = new ReplicaSetState(replicaSet, owned, new(() => PodsOnNode(replicaSet)), current, Time.GetUtcNow());
        return await _writes.ApplyAsync(state, ReplicaSetReconciler.Plan(state), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Active Pods on each node, of this ReplicaSet and of all others that the same owner controls.</summary>
    private Dictionary<string, int> PodsOnNode(ReplicaSet replicaSet)
    {
        IEnumerable<ReplicaSet> related = replicaSet.ControllerReference() is { } owner
            ? _replicaSets.List(replicaSet.Metadata.Namespace ?? "").Where(other => other.ControllerReference()?.Uid == owner.Uid)
            : [replicaSet];
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pod in related.SelectMany(_pods.ControlledBy))
        {
            if (pod.IsActive() && !string.IsNullOrEmpty(pod.Spec.NodeName))
                counts[pod.Spec.NodeName] = counts.GetValueOrDefault(pod.Spec.NodeName) + 1;
        }
        return counts;
    }

    private void OnReplicaSet(ReplicaSet? old, ReplicaSet? current)
    {
        var key = ObjectKey.Of((current ?? old)!);
        // One with the same name is another: what was expected of the first is nothing to it.
        if (current is null || old is not null && old.Metadata.Uid != current.Metadata.Uid)
            _expectations.Forget(key);
        Queue.Add(key);
    }

    private void OnPod(Pod? old, Pod? current)
    {
        if (old is not null && current is not null && old.ControllerReference()?.Uid != current.ControllerReference()?.Uid)
            EnqueueOwner(old);
        var pod = (current ?? old)!;
        if (OwnerOf(pod) is { } owner)
        {
            if (current is null || current.IsDeleting())
                _expectations.DeletionSeen(owner, pod.Metadata.Uid ?? "");
            else if (old is null)
                _expectations.CreationSeen(owner);
            Queue.Add(owner);
        }
        else if (current is not null && current.ControllerReference() is null && !current.IsDeleting())
        {
            EnqueueMatching(current);
        }
    }

    private void EnqueueOwner(Pod pod)
    {
        if (OwnerOf(pod) is { } owner)
            Queue.Add(owner);
    }

    private ObjectKey? OwnerOf(Pod pod)
    {
        if (pod.ControllerReference() is not { Kind: "ReplicaSet" } owner)
            return null;
        var key = new ObjectKey(pod.Metadata.Namespace ?? "", owner.Name);
        return _replicaSets.Get(key.Namespace, key.Name) is { } found && found.Metadata.Uid != owner.Uid ? null : key;
    }

    private void EnqueueMatching(Pod orphan)
    {
        foreach (var replicaSet in _replicaSets.List(orphan.Metadata.Namespace ?? ""))
        {
            if (replicaSet.Spec.Selector.Matches(orphan.Metadata.Labels))
                Queue.Add(ObjectKey.Of(replicaSet));
        }
    }
}
