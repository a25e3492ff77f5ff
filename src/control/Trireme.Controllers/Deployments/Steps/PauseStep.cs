using Trireme.Client.Objects;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Tells of a pause and of its end, so that the deadline of progress does not run meanwhile.</summary>
internal static class PauseStep
{
    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        var deployment = state.Deployment;
        if (!DeploymentRules.HasProgressDeadline(deployment))
            return plan;
        var known = deployment.Status.Conditions.Find(DeploymentConditions.Progressing);
        if (known?.Reason == DeploymentConditions.TimedOut)
            return plan; // what has timed out stays so until something moves
        var told = known?.Reason == DeploymentConditions.Paused;
        var paused = deployment.Spec.Paused == true;
        if (paused == told)
            return plan;
        return plan.WithCondition(paused
            ? DeploymentConditions.Make(DeploymentConditions.Progressing, "Unknown", DeploymentConditions.Paused, "Deployment is paused", state.Now)
            : DeploymentConditions.Make(DeploymentConditions.Progressing, "Unknown", DeploymentConditions.Resumed, "Deployment is resumed", state.Now));
    }
}
