using Trireme.Api.Apps.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Controllers.Deployments;

/// <summary>The arithmetic of rollouts.</summary>
internal static class DeploymentRules
{
    private static readonly IntOrString Quarter = "25%";

    public static int Replicas(this Deployment deployment) => deployment.Spec.Replicas ?? 1;

    public static int Replicas(this ReplicaSet replicaSet) => replicaSet.Spec.Replicas ?? 1;

    public static int Available(this ReplicaSet replicaSet) => replicaSet.Status.AvailableReplicas ?? 0;

    public static int TotalReplicas(IEnumerable<ReplicaSet> replicaSets) => replicaSets.Sum(replicaSet => replicaSet.Replicas());

    public static IEnumerable<ReplicaSet> Active(IEnumerable<ReplicaSet> replicaSets) => replicaSets.Where(replicaSet => replicaSet.Replicas() > 0);

    public static bool IsRolling(this Deployment deployment) => deployment.Spec.Strategy?.Type is null or "RollingUpdate";

    /// <summary>Pods that may exist beyond the wanted number.</summary>
    public static int MaxSurge(Deployment deployment) => deployment.IsRolling() ? Bounds(deployment).Surge : 0;

    /// <summary>Pods that may be missing from the wanted number.</summary>
    public static int MaxUnavailable(Deployment deployment)
    {
        if (!deployment.IsRolling() || deployment.Replicas() == 0)
            return 0;
        return Math.Min(Bounds(deployment).Unavailable, deployment.Replicas());
    }

    /// <summary>Pods that must be available.</summary>
    public static int MinAvailable(Deployment deployment) =>
        deployment.IsRolling() ? deployment.Replicas() - MaxUnavailable(deployment) : 0;

    /// <summary>How large the new ReplicaSet may be now.</summary>
    public static int NewReplicas(Deployment deployment, IEnumerable<ReplicaSet> all, ReplicaSet newReplicaSet)
    {
        if (!deployment.IsRolling())
            return deployment.Replicas();
        var room = deployment.Replicas() + MaxSurge(deployment) - TotalReplicas(all);
        if (room <= 0)
            return newReplicaSet.Replicas();
        return newReplicaSet.Replicas() + Math.Min(room, deployment.Replicas() - newReplicaSet.Replicas());
    }

    public static bool HasProgressDeadline(Deployment deployment) => deployment.Spec.ProgressDeadlineSeconds is { } seconds && seconds != int.MaxValue;

    /// <summary>Whether the rollout has ended: all Pods are of the present template and available, and none of earlier ones is left.</summary>
    public static bool IsComplete(Deployment deployment, DeploymentStatus status) =>
        (status.UpdatedReplicas ?? 0) == deployment.Replicas()
        && (status.Replicas ?? 0) == deployment.Replicas()
        && (status.AvailableReplicas ?? 0) == deployment.Replicas()
        && (status.ObservedGeneration ?? 0) >= (deployment.Metadata.Generation ?? 0);

    /// <summary>Whether the new ReplicaSet is as large as the Deployment and all of its Pods are available.</summary>
    public static bool IsSaturated(Deployment deployment, ReplicaSet? newReplicaSet) =>
        newReplicaSet is not null
        && newReplicaSet.Replicas() == deployment.Replicas()
        && DeploymentAnnotations.DesiredReplicas(newReplicaSet) == deployment.Replicas()
        && newReplicaSet.Available() == deployment.Replicas();

    private static (int Surge, int Unavailable) Bounds(Deployment deployment)
    {
        var rolling = deployment.Spec.Strategy?.RollingUpdate;
        var surge = (rolling?.MaxSurge ?? Quarter).Scale(deployment.Replicas(), roundUp: true) ?? 0;
        var unavailable = (rolling?.MaxUnavailable ?? Quarter).Scale(deployment.Replicas(), roundUp: false) ?? 0;
        // With both at nothing no rollout could ever move.
        return surge == 0 && unavailable == 0 ? (0, 1) : (surge, unavailable);
    }
}
