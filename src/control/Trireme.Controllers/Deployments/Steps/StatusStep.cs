using Trireme.Api.Apps.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Deployments.Steps;

/// <summary>Counts Pods and tells how the rollout goes.</summary>
internal static class StatusStep
{
    public static DeploymentPlan Apply(DeploymentState state, DeploymentPlan plan)
    {
        var before = plan.Deployment.Status;
        var status = Count(state, plan);
        if (!plan.IsRollout)
            return plan.WithStatus(status);
        if (!DeploymentRules.HasProgressDeadline(state.Deployment))
            status = status with { Conditions = status.Conditions.Without(DeploymentConditions.Progressing) };
        else
            status = Progress(state, plan, before, status);
        return (plan with { LookAgain = UntilDeadline(state, status) }).WithStatus(Failures(plan, status));
    }

    private static DeploymentStatus Count(DeploymentState state, DeploymentPlan plan)
    {
        var all = plan.All.ToList();
        var total = all.Sum(replicaSet => replicaSet.Status.Replicas);
        var available = all.Sum(replicaSet => replicaSet.Available());
        var condition = available >= state.Deployment.Replicas() - DeploymentRules.MaxUnavailable(state.Deployment)
            ? DeploymentConditions.Make(DeploymentConditions.Available, "True", DeploymentConditions.MinimumAvailable, "Deployment has minimum availability.", state.Now)
            : DeploymentConditions.Make(DeploymentConditions.Available, "False", DeploymentConditions.MinimumUnavailable, "Deployment does not have minimum availability.", state.Now);
        return plan.Deployment.Status with
        {
            ObservedGeneration = state.Deployment.Metadata.Generation,
            Replicas = NonZero(total),
            UpdatedReplicas = NonZero(plan.New?.Status.Replicas ?? 0),
            ReadyReplicas = NonZero(all.Sum(replicaSet => replicaSet.Status.ReadyReplicas ?? 0)),
            AvailableReplicas = NonZero(available),
            UnavailableReplicas = NonZero(Math.Max(0, total - available)),
            TerminatingReplicas = all.Sum(replicaSet => replicaSet.Status.TerminatingReplicas ?? 0),
            Conditions = DeploymentConditions.Set(plan.Deployment.Status.Conditions, condition),
        };
    }

    private static DeploymentStatus Progress(DeploymentState state, DeploymentPlan plan, DeploymentStatus before, DeploymentStatus status)
    {
        var known = before.Conditions.Find(DeploymentConditions.Progressing);
        var ended = status.Replicas == status.UpdatedReplicas && known?.Reason == DeploymentConditions.NewReplicaSetAvailable;
        if (ended)
            return status; // only a new rollout makes it progress again
        var subject = plan.New is null ? $"Deployment \"{state.Deployment.Metadata.Name}\"" : $"ReplicaSet \"{plan.New.Metadata.Name}\"";
        if (DeploymentRules.IsComplete(state.Deployment, status))
            return With(status, "True", DeploymentConditions.NewReplicaSetAvailable, $"{subject} has successfully progressed.", state.Now);
        if (HasMoved(before, status))
        {
            // Each move gives the deadline a new start, though neither status nor reason change.
            var moved = DeploymentConditions.Make(
                DeploymentConditions.Progressing, "True", DeploymentConditions.ReplicaSetUpdated, $"{subject} is progressing.", state.Now);
            if (known?.Status == "True")
                moved = moved with { LastTransitionTime = known.LastTransitionTime };
            var others = status.Conditions.Without(DeploymentConditions.Progressing);
            return status with { Conditions = DeploymentConditions.Set(others, moved) };
        }
        return HasTimedOut(state, known)
            ? With(status, "False", DeploymentConditions.TimedOut, $"{subject} has timed out progressing.", state.Now)
            : status;
    }

    private static bool HasMoved(DeploymentStatus before, DeploymentStatus status) =>
        (status.UpdatedReplicas ?? 0) > (before.UpdatedReplicas ?? 0)
        || (status.Replicas ?? 0) - (status.UpdatedReplicas ?? 0) < (before.Replicas ?? 0) - (before.UpdatedReplicas ?? 0)
        || (status.ReadyReplicas ?? 0) > (before.ReadyReplicas ?? 0)
        || (status.AvailableReplicas ?? 0) > (before.AvailableReplicas ?? 0);

    private static bool HasTimedOut(DeploymentState state, DeploymentCondition? known)
    {
        if (known is null || known.Reason == DeploymentConditions.NewReplicaSetAvailable)
            return false;
        if (known.Reason == DeploymentConditions.TimedOut)
            return true;
        return known.LastUpdateTime + Deadline(state) < state.Now;
    }

    private static TimeSpan? UntilDeadline(DeploymentState state, DeploymentStatus status)
    {
        var known = status.Conditions.Find(DeploymentConditions.Progressing);
        if (!DeploymentRules.HasProgressDeadline(state.Deployment) || known is null
            || known.Reason == DeploymentConditions.TimedOut || DeploymentRules.IsComplete(state.Deployment, status))
        {
            return null;
        }
        var left = known.LastUpdateTime + Deadline(state) - state.Now;
        return left < TimeSpan.Zero ? TimeSpan.FromSeconds(1) : left + TimeSpan.FromSeconds(1);
    }

    private static DeploymentStatus Failures(DeploymentPlan plan, DeploymentStatus status)
    {
        var failure = (plan.New is null ? [] : new[] { plan.New }).Concat(plan.Old)
            .Select(replicaSet => replicaSet.Status.Conditions.Find(DeploymentConditions.ReplicaFailure))
            .FirstOrDefault(condition => condition is not null);
        if (failure is null)
            return status with { Conditions = status.Conditions.Without(DeploymentConditions.ReplicaFailure) };
        return status with
        {
            Conditions = DeploymentConditions.Set(status.Conditions, new DeploymentCondition
            {
                Type = DeploymentConditions.ReplicaFailure,
                Status = failure.Status,
                Reason = failure.Reason,
                Message = failure.Message,
                LastTransitionTime = failure.LastTransitionTime,
                LastUpdateTime = failure.LastTransitionTime,
            }),
        };
    }

    private static DeploymentStatus With(DeploymentStatus status, string value, string reason, string message, DateTimeOffset now) =>
        status with { Conditions = DeploymentConditions.Set(status.Conditions, DeploymentConditions.Make(DeploymentConditions.Progressing, value, reason, message, now)) };

    private static TimeSpan Deadline(DeploymentState state) => TimeSpan.FromSeconds(state.Deployment.Spec.ProgressDeadlineSeconds ?? 600);

    // As Go writes them: counts of nothing are left out.
    private static int? NonZero(int count) => count == 0 ? null : count;
}
