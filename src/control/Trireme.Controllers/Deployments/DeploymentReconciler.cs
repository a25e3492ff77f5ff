using Trireme.Client.Objects;
using Trireme.Controllers.Deployments.Steps;

namespace Trireme.Controllers.Deployments;

/// <summary>The steps of a reconciliation in their order. Pure.</summary>
internal static class DeploymentReconciler
{
    /// <summary>What shall be, given what is.</summary>
    public static DeploymentPlan Plan(DeploymentState state)
    {
        var plan = RevisionStep.Sort(state);
        if (state.Deployment.IsDeleting())
            return StatusStep.Apply(state, plan);
        plan = PauseStep.Apply(state, plan);
        plan = RevisionStep.Sync(state, plan);
        if (state.Deployment.Spec.Paused == true)
            return StatusStep.Apply(state, HistoryStep.Apply(state, ScaleStep.Apply(state, plan)));
        if (ScaleStep.IsScaling(state, plan))
            return StatusStep.Apply(state, ScaleStep.Apply(state, plan));
        var before = plan;
        plan = state.Deployment.IsRolling()
            ? RollingUpdateStep.Apply(state, RevisionStep.Create(state, plan))
            : RecreateStep.Apply(state, plan);
        // The history is cleared when a rollout has come to its end, as the status says it has.
        if (!plan.ScalesFrom(before) && DeploymentRules.IsComplete(state.Deployment, state.Deployment.Status))
            plan = HistoryStep.Apply(state, plan);
        return StatusStep.Apply(state, plan with { IsRollout = true });
    }
}
