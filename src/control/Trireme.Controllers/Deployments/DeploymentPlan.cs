using Trireme.Api.Apps.V1;

namespace Trireme.Controllers.Deployments;

/// <summary>What a Deployment and its ReplicaSets shall be after a reconciliation. Immutable: each step makes the next.</summary>
internal sealed record DeploymentPlan
{
    /// <summary>The Deployment with its annotations and status as wanted.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>The ReplicaSet of the present template as wanted; without a UID it is to be created. Null where there shall be none yet.</summary>
    public ReplicaSet? New { get; init; }

    /// <summary>The ReplicaSets of earlier templates as wanted, oldest first.</summary>
    public IReadOnlyList<ReplicaSet> Old { get; init; } = [];

    /// <summary>Earlier ReplicaSets to delete.</summary>
    public IReadOnlyList<ReplicaSet> Delete { get; init; } = [];

    /// <summary>Whether the rollout goes on, so that the status tells of its progress.</summary>
    public bool IsRollout { get; init; }

    /// <summary>When to look again; null for when something changes.</summary>
    public TimeSpan? LookAgain { get; init; }

    /// <summary>All ReplicaSets, the new one last.</summary>
    public IEnumerable<ReplicaSet> All => New is null ? Old : Old.Append(New);

    /// <summary>The plan with a ReplicaSet scaled, its annotations about the Deployment's size included.</summary>
    public DeploymentPlan Scale(ReplicaSet replicaSet, int replicas)
    {
        var scaled = DeploymentAnnotations.WithSizes(
            replicaSet with { Spec = replicaSet.Spec with { Replicas = replicas } }, Deployment);
        if (New is not null && New.Metadata.Name == replicaSet.Metadata.Name)
            return this with { New = scaled };
        return this with { Old = [.. Old.Select(old => old.Metadata.Name == replicaSet.Metadata.Name ? scaled : old)] };
    }

    /// <summary>The plan with one condition of the Deployment set.</summary>
    public DeploymentPlan WithCondition(DeploymentCondition condition) =>
        WithStatus(Deployment.Status with { Conditions = DeploymentConditions.Set(Deployment.Status.Conditions, condition) });

    /// <summary>The plan with another status of the Deployment.</summary>
    public DeploymentPlan WithStatus(DeploymentStatus status) => this with { Deployment = Deployment with { Status = status } };

    /// <summary>Whether any ReplicaSet's size differs from what it is now.</summary>
    public bool ScalesFrom(DeploymentPlan earlier) =>
        earlier.New?.Spec.Replicas != New?.Spec.Replicas
        || Old.Zip(earlier.Old).Any(pair => pair.First.Spec.Replicas != pair.Second.Spec.Replicas);
}
