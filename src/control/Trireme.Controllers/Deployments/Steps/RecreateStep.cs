using Trireme.Api.Apps.V1;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Ends all Pods of earlier templates before it makes any of the present one.</summary>
internal static class RecreateStep
{
    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        var shrunk = DeploymentRules.Active(plan.Old).Aggregate(plan, (next, old) => next.Scale(old, 0));
        if (shrunk.ScalesFrom(plan) || OldPodsRun(state, plan))
            return shrunk;
        var created = RevisionStep.Create(state, shrunk);
        return created.New is { Metadata.Uid: not null } fresh && fresh.Replicas() != state.Deployment.Replicas()
            ? created.Scale(fresh, state.Deployment.Replicas())
            : created;
    }

    private static bool OldPodsRun(DeploymentState state, DeploymentPlan plan)
    {
        foreach (var old in plan.Old)
        {
            if (old.Status.Replicas > 0 || Running(state, old) > 0)
                return true;
        }
        return false;
    }

    private static int Running(DeploymentState state, ReplicaSet old) => state.RunningPods.GetValueOrDefault(old.Metadata.Uid ?? "");
}
