namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Moves Pods from earlier templates to the present one within the bounds of surge and unavailability: first up, and in a later turn down.</summary>
internal static class RollingUpdateStep
{
    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        var grown = ScaleNew(state, plan);
        return grown.ScalesFrom(plan) ? grown : ScaleOld(state, grown);
    }

    private static DeploymentPlan ScaleNew(DeploymentState state, DeploymentPlan plan)
    {
        // A ReplicaSet that is yet to be created already has its first size.
        if (plan.New is not { Metadata.Uid: not null } fresh || fresh.Replicas() == state.Deployment.Replicas())
            return plan;
        return plan.Scale(
            fresh,
            fresh.Replicas() > state.Deployment.Replicas() ? state.Deployment.Replicas() : DeploymentRules.NewReplicas(state.Deployment, plan.All, fresh));
    }

    private static DeploymentPlan ScaleOld(DeploymentState state, DeploymentPlan plan)
    {
        if (plan.New is not { } fresh || DeploymentRules.TotalReplicas(plan.Old) == 0)
            return plan;
        var unavailable = fresh.Replicas() - fresh.Available();
        var most = DeploymentRules.TotalReplicas(plan.All) - DeploymentRules.MinAvailable(state.Deployment) - unavailable;
        if (most <= 0)
            return plan;
        return ShrinkHealthy(state, ShrinkUnhealthy(plan, most));
    }

    /// <summary>Pods that are not available serve nobody: they go first, whatever the bounds.</summary>
    private static DeploymentPlan ShrinkUnhealthy(DeploymentPlan plan, int most)
    {
        var done = 0;
        foreach (var old in plan.Old)
        {
            if (done >= most)
                break;
            var unhealthy = old.Replicas() - old.Available();
            if (old.Replicas() == 0 || unhealthy <= 0)
                continue;
            var count = Math.Min(most - done, unhealthy);
            plan = plan.Scale(old, old.Replicas() - count);
            done += count;
        }
        return plan;
    }

    private static DeploymentPlan ShrinkHealthy(DeploymentState state, DeploymentPlan plan)
    {
        var most = plan.All.Sum(replicaSet => replicaSet.Available()) - DeploymentRules.MinAvailable(state.Deployment);
        var done = 0;
        foreach (var old in plan.Old)
        {
            if (done >= most)
                break;
            if (old.Replicas() == 0)
                continue;
            var count = Math.Min(old.Replicas(), most - done);
            plan = plan.Scale(old, old.Replicas() - count);
            done += count;
        }
        return plan;
    }
}
