using Trireme.Api.Apps.V1;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Follows a change of the Deployment's size: in the middle of a rollout each ReplicaSet gets its share.</summary>
internal static class ScaleStep
{
    /// <summary>Whether the Deployment's size has changed since its ReplicaSets were scaled.</summary>
    public static bool IsScaling(DeploymentState state, DeploymentPlan plan) => DeploymentRules.Active(plan.All)
        .Any(replicaSet => DeploymentAnnotations.DesiredReplicas(replicaSet) is { } desired && desired != state.Deployment.Replicas());

    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        var deployment = state.Deployment;
        var active = DeploymentRules.Active(plan.All).ToList();
        if (active.Count <= 1)
        {
            var only = active.Count == 1 ? active[0] : plan.New ?? plan.Old.LastOrDefault();
            return only is null ? plan : plan.Scale(only, deployment.Replicas());
        }
        if (DeploymentRules.IsSaturated(deployment, plan.New))
            return DeploymentRules.Active(plan.Old).Aggregate(plan, (next, old) => next.Scale(old, 0));
        return deployment.IsRolling() ? Share(deployment, plan, active) : plan;
    }

    private static DeploymentPlan Share(Deployment deployment, DeploymentPlan plan, List<ReplicaSet> active)
    {
        var allowed = deployment.Replicas() > 0 ? deployment.Replicas() + DeploymentRules.MaxSurge(deployment) : 0;
        var toAdd = allowed - DeploymentRules.TotalReplicas(active);
        // Largest first; of equals the newer grows first, and the older shrinks first.
        var ordered = active.OrderByDescending(replicaSet => replicaSet.Replicas());
        var sorted = (toAdd > 0
            ? ordered.ThenByDescending(replicaSet => replicaSet.Metadata.CreationTimestamp).ThenByDescending(replicaSet => replicaSet.Metadata.Name, StringComparer.Ordinal)
            : ordered.ThenBy(replicaSet => replicaSet.Metadata.CreationTimestamp).ThenBy(replicaSet => replicaSet.Metadata.Name, StringComparer.Ordinal)).ToList();
        var sizes = new int[sorted.Count];
        var added = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var proportion = Proportion(sorted[i], deployment, toAdd, added);
            sizes[i] = sorted[i].Replicas() + proportion;
            added += proportion;
        }
        // What rounding leaves over goes to the largest.
        if (toAdd != 0)
            sizes[0] = Math.Max(0, sizes[0] + toAdd - added);
        for (var i = 0; i < sorted.Count; i++)
            plan = plan.Scale(sorted[i], sizes[i]);
        return plan;
    }

    private static int Proportion(ReplicaSet replicaSet, Deployment deployment, int toAdd, int added)
    {
        if (replicaSet.Replicas() == 0 || toAdd == 0 || toAdd == added)
            return 0;
        var fraction = Fraction(replicaSet, deployment);
        var left = toAdd - added;
        return toAdd > 0 ? Math.Min(fraction, left) : Math.Max(fraction, left);
    }

    private static int Fraction(ReplicaSet replicaSet, Deployment deployment)
    {
        if (deployment.Replicas() == 0)
            return -replicaSet.Replicas();
        var before = DeploymentAnnotations.MaximumReplicas(replicaSet) ?? 0;
        if (before == 0)
            before = deployment.Status.Replicas ?? 0;
        if (before == 0)
            return 0; // somebody took the annotation away, and no Pods are there to judge by
        var size = (double)replicaSet.Replicas() * (deployment.Replicas() + DeploymentRules.MaxSurge(deployment)) / before;
        return (int)Math.Round(size, MidpointRounding.AwayFromZero) - replicaSet.Replicas();
    }
}
