using Trireme.Api.Apps.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.Deployments;

/// <summary>Writes what a plan changes.</summary>
internal sealed class DeploymentWrites(ApiClient client, IEventRecorder events, OwnWrites own, OwnWrites ownReplicaSets)
{
    private const string ScalingEvent = "ScalingReplicaSet";

    public async Task<Reconciled> ApplyAsync(DeploymentState state, DeploymentPlan plan, CancellationToken cancellationToken)
    {
        if (plan.New is { Metadata.Uid: null } fresh && await CreateAsync(state, fresh, cancellationToken).ConfigureAwait(false) is { } failed)
            return failed;
        foreach (var wanted in plan.All)
        {
            var present = state.ReplicaSets.FirstOrDefault(replicaSet => replicaSet.Metadata.Uid == wanted.Metadata.Uid);
            if (present is null || ReferenceEquals(present, wanted))
                continue;
            var written = await client.PatchAsync(present, wanted, null, cancellationToken).ConfigureAwait(false);
            if (!written.IsSuccess)
                return Reconciled.Refused(written.Error);
            ownReplicaSets.Note(present, written.Value);
            Tell(state, wanted.Metadata.Name, present.Replicas(), wanted.Replicas());
        }
        foreach (var forgotten in plan.Delete)
        {
            var options = new DeleteOptions { Preconditions = new Preconditions { Uid = forgotten.Metadata.Uid }, PropagationPolicy = "Background" };
            var deleted = await client.Resource<ReplicaSet>(forgotten.Metadata.Namespace)
                .DeleteAsync(forgotten.Metadata.Name!, options, cancellationToken).ConfigureAwait(false);
            if (!deleted.IsSuccess && !deleted.IsNotFound)
                return Reconciled.Refused(deleted.Error);
        }
        return await WriteDeploymentAsync(state, plan, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Reconciled> WriteDeploymentAsync(DeploymentState state, DeploymentPlan plan, CancellationToken cancellationToken)
    {
        var present = state.Deployment;
        var status = plan.Deployment.Status;
        if (!ReferenceEquals(present.Metadata, plan.Deployment.Metadata))
        {
            var annotated = await client.PatchAsync(present, present with { Metadata = plan.Deployment.Metadata }, null, cancellationToken).ConfigureAwait(false);
            if (!annotated.IsSuccess)
                return Reconciled.Refused(annotated.Error);
            own.Note(present, annotated.Value);
            present = annotated.Value;
            // The generation that this write has made is one that has been looked at.
            status = status with { ObservedGeneration = present.Metadata.Generation };
        }
        var written = await client.PatchAsync(present, present with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        if (!written.IsSuccess)
            return Reconciled.Refused(written.Error);
        own.Note(present, written.Value);
        return Reconciled.LookAgain(plan.LookAgain);
    }

    /// <returns>Null where the ReplicaSet is there now, otherwise what came of it.</returns>
    private async Task<Reconciled?> CreateAsync(DeploymentState state, ReplicaSet fresh, CancellationToken cancellationToken)
    {
        var replicaSets = client.Resource<ReplicaSet>(fresh.Metadata.Namespace);
        var created = await replicaSets.CreateAsync(fresh, cancellationToken).ConfigureAwait(false);
        if (created.IsSuccess)
        {
            if (fresh.Replicas() > 0)
                Tell(state, fresh.Metadata.Name, 0, fresh.Replicas());
            return null;
        }
        if (created.IsAlreadyExists)
        {
            var there = await replicaSets.GetAsync(fresh.Metadata.Name!, cancellationToken).ConfigureAwait(false);
            if (!there.IsSuccess)
                return Reconciled.Refused(there.Error);
            // Made a moment ago, and the informer has not heard of it yet.
            if (there.Value.IsControlledBy(state.Deployment) && PodTemplateHash.SameTemplate(there.Value.Spec.Template, state.Deployment.Spec.Template))
                return null;
            var status = state.Deployment.Status with { CollisionCount = (state.Deployment.Status.CollisionCount ?? 0) + 1 };
            var counted = await client.PatchAsync(state.Deployment, state.Deployment with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
            return counted.IsSuccess ? Reconciled.Retry(null) : Reconciled.Refused(counted.Error);
        }
        if (created.Error.Details?.Causes?.Any(cause => cause.Reason == "NamespaceTerminating") == true)
            return Reconciled.Done;
        return await CreationFailedAsync(state, fresh, created.Error, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Reconciled> CreationFailedAsync(DeploymentState state, ReplicaSet fresh, Status error, CancellationToken cancellationToken)
    {
        var message = $"Failed to create new replica set \"{fresh.Metadata.Name}\": {error.Message}";
        events.Warning(state.Deployment, DeploymentConditions.ReplicaSetCreateError, message);
        if (DeploymentRules.HasProgressDeadline(state.Deployment))
        {
            var condition = DeploymentConditions.Make(
                DeploymentConditions.Progressing, "False", DeploymentConditions.ReplicaSetCreateError, message, state.Now);
            var status = state.Deployment.Status with { Conditions = DeploymentConditions.Set(state.Deployment.Status.Conditions, condition) };
            await client.PatchAsync(state.Deployment, state.Deployment with { Status = status }, "status", cancellationToken).ConfigureAwait(false);
        }
        return Reconciled.Retry(message);
    }

    private void Tell(DeploymentState state, string? name, int from, int to)
    {
        if (from != to)
            events.Normal(state.Deployment, ScalingEvent, $"Scaled {(to > from ? "up" : "down")} replica set {name} from {from} to {to}");
    }
}
