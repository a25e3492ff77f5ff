using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.Deployments;

/// <summary>Keeps Deployments: rolls out changes of the template through ReplicaSets, scales, pauses, and keeps a history to go back to.</summary>
internal sealed class DeploymentController : Controller
{
    private readonly IInformer<Deployment> _deployments;
    private readonly IInformer<ReplicaSet> _replicaSets;
    private readonly IInformer<Pod> _pods;
    private readonly ClaimWrites<Deployment, ReplicaSet> _claims;
    private readonly OwnWrites _own;
    private readonly OwnWrites _ownReplicaSets;
    private readonly DeploymentWrites _writes;

    public DeploymentController(ControllerContext context)
        : base("deployment-controller", context)
    {
        _claims = new ClaimWrites<Deployment, ReplicaSet>(Client);
        _own = new OwnWrites(Time);
        _ownReplicaSets = new OwnWrites(Time);
        _writes = new DeploymentWrites(Client, Events, _own, _ownReplicaSets);
        _deployments = EnqueueOn<Deployment>();
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
        if (_deployments.Get(key.Namespace, key.Name) is not { } deployment)
        {
            _own.Forget(key);
            return Reconciled.Done;
        }
        if (!_own.AreSeen(deployment))
            return OwnWrites.Wait;
        if (deployment.Spec.Selector.IsEmpty())
        {
            Events.Warning(deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.");
            var seen = deployment with { Status = deployment.Status with { ObservedGeneration = deployment.Metadata.Generation } };
            var told = await Client.PatchAsync(deployment, seen, "status", cancellationToken).ConfigureAwait(false);
            return told.IsSuccess ? Reconciled.Done : Reconciled.Refused(told.Error);
        }
        var claims = Claims<ReplicaSet>.Sort(deployment, deployment.Spec.Selector, _replicaSets.Candidates(deployment));
        var (owned, error) = await _claims.ApplyAsync(deployment, claims, cancellationToken).ConfigureAwait(false);
        if (error is not null)
            return Reconciled.Refused(error);
        if (!owned.All(_ownReplicaSets.AreSeen))
            return OwnWrites.Wait;
        var state = new DeploymentState(deployment, ByAge(owned), RunningPods(deployment, owned), Time.GetUtcNow());
        return await _writes.ApplyAsync(state, DeploymentReconciler.Plan(state), cancellationToken).ConfigureAwait(false);
    }

    private static List<ReplicaSet> ByAge(IEnumerable<ReplicaSet> replicaSets) =>
        [.. replicaSets.OrderBy(replicaSet => replicaSet.Metadata.CreationTimestamp).ThenBy(replicaSet => replicaSet.Metadata.Name, StringComparer.Ordinal)];

    private Dictionary<string, int> RunningPods(Deployment deployment, IEnumerable<ReplicaSet> owned) => deployment.IsRolling()
        ? []
        : owned.ToDictionary(
            replicaSet => replicaSet.Metadata.Uid ?? "",
            replicaSet => _pods.ControlledBy(replicaSet).Count(pod => pod.Status.Phase is not ("Succeeded" or "Failed")));

    private void OnReplicaSet(ReplicaSet? old, ReplicaSet? current)
    {
        var replicaSet = (current ?? old)!;
        if (current is null)
            _ownReplicaSets.Forget(ObjectKey.Of(replicaSet));
        if (old is not null && current is not null && old.ControllerReference()?.Uid != current.ControllerReference()?.Uid)
            EnqueueOwner(old);
        if (replicaSet.ControllerReference() is not null)
            EnqueueOwner(replicaSet);
        else if (current is not null)
            EnqueueMatching(current);
    }

    private void EnqueueOwner(ReplicaSet replicaSet)
    {
        if (replicaSet.ControllerReference() is { Kind: "Deployment" } owner)
            Queue.Add(new ObjectKey(replicaSet.Metadata.Namespace ?? "", owner.Name));
    }

    private void EnqueueMatching(ReplicaSet orphan)
    {
        foreach (var deployment in _deployments.List(orphan.Metadata.Namespace ?? ""))
        {
            if (!deployment.Spec.Selector.IsEmpty() && deployment.Spec.Selector.Matches(orphan.Metadata.Labels))
                Queue.Add(ObjectKey.Of(deployment));
        }
    }

    // A Recreate waits for the last Pod of the earlier templates to go.
    private void OnPod(Pod? old, Pod? current)
    {
        var pod = (current ?? old)!;
        if (current is not null && current.Status.Phase is not ("Succeeded" or "Failed"))
            return;
        if (pod.ControllerReference() is not { Kind: "ReplicaSet" } owner
            || _replicaSets.Get(pod.Metadata.Namespace ?? "", owner.Name) is not { } replicaSet
            || replicaSet.ControllerReference() is not { Kind: "Deployment" } top
            || _deployments.Get(pod.Metadata.Namespace ?? "", top.Name) is not { } deployment)
        {
            return;
        }
        if (!deployment.IsRolling())
            Queue.Add(ObjectKey.Of(deployment));
    }
}
