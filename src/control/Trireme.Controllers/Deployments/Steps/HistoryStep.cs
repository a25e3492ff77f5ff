using Trireme.Client.Objects;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Forgets the oldest ReplicaSets beyond what the history may hold.</summary>
internal static class HistoryStep
{
    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        if (state.Deployment.Spec.RevisionHistoryLimit is not { } limit || limit == int.MaxValue)
            return plan;
        var kept = plan.Old.Where(old => !old.IsDeleting()).OrderBy(DeploymentAnnotations.RevisionOf).ToList();
        // One that still has Pods, or may get some, counts but stays.
        return plan with
        {
            Delete = [.. kept.Take(Math.Max(0, kept.Count - limit)).Where(old =>
                old.Status.Replicas == 0 && old.Replicas() == 0 && (old.Metadata.Generation ?? 0) <= (old.Status.ObservedGeneration ?? 0))],
        };
    }
}
