using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.ReplicaSets.Steps;

/// <summary>Counts Pods.</summary>
internal static class StatusStep
{
    public const string ReplicaFailure = "ReplicaFailure";

    /// <summary>The status, with no failure to tell of.</summary>
    public static ReplicaSetPlan Apply(ReplicaSetState state, ReplicaSetPlan plan)
    {
        var minReadySeconds = state.ReplicaSet.Spec.MinReadySeconds ?? 0;
        var labels = state.ReplicaSet.Spec.Template?.Metadata?.Labels;
        var ready = state.Active.Where(pod => pod.IsReady()).ToList();
        var status = state.ReplicaSet.Status with
        {
            ObservedGeneration = state.ReplicaSet.Metadata.Generation,
            Replicas = state.Active.Count,
            FullyLabeledReplicas = NonZero(state.Active.Count(pod => LabelMatching.Contains(pod.Metadata.Labels, labels))),
            ReadyReplicas = NonZero(ready.Count),
            AvailableReplicas = NonZero(ready.Count(pod => pod.IsAvailable(minReadySeconds, state.Now))),
            TerminatingReplicas = state.Pods.Count(pod => pod.IsDeleting()),
            Conditions = state.ReplicaSet.Status.Conditions.Without(ReplicaFailure),
        };
        return plan with { Status = status, LookAgain = UntilNextAvailable(ready, minReadySeconds, state.Now) };
    }

    /// <summary>The status with a failure. One that is told already stays as it is, so that a lasting one is not written again and again.</summary>
    public static ReplicaSetStatus WithFailure(ReplicaSetState state, ReplicaSetStatus status, string message)
    {
        var known = state.ReplicaSet.Status.Conditions.Find(ReplicaFailure);
        var condition = known ?? new ReplicaSetCondition
        {
            Type = ReplicaFailure,
            Status = "True",
            Reason = state.Active.Count < state.Wanted ? "FailedCreate" : "FailedDelete",
            Message = message,
            LastTransitionTime = state.Now,
        };
        return status with { Conditions = status.Conditions.With(condition) };
    }

    private static TimeSpan? UntilNextAvailable(List<Pod> ready, int minReadySeconds, DateTimeOffset now)
    {
        if (minReadySeconds == 0)
            return null;
        TimeSpan? soonest = null;
        foreach (var pod in ready)
        {
            var left = pod.ReadySince() + TimeSpan.FromSeconds(minReadySeconds) - now;
            if (left > TimeSpan.Zero && (soonest is null || left < soonest))
                soonest = left;
        }
        return soonest;
    }

    private static int? NonZero(int count) => count == 0 ? null : count;
}
