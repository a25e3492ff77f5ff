namespace Trireme.Controllers.ReplicaSets.Steps;

/// <summary>Finds out which Pods are missing and which are too many; at most 500 at a time.</summary>
internal static class ScaleStep
{
    /// <summary>The most Pods that one turn creates or deletes.</summary>
    public const int Burst = 500;

    public static ReplicaSetPlan Apply(ReplicaSetState state, ReplicaSetPlan plan)
    {
        if (!state.ViewIsCurrent || state.ReplicaSet.Metadata.DeletionTimestamp is not null)
            return plan;
        var missing = state.Wanted - state.Active.Count;
        if (missing > 0)
            return plan with { Create = Math.Min(missing, Burst) };
        if (missing == 0)
            return plan;
        var tooMany = Math.Min(-missing, Burst);
        var ranked = tooMany < state.Active.Count
            ? DeletionOrder.Sort(state.Active, state.PodsOnNode.Value, state.Now).Take(tooMany)
            : state.Active;
        return plan with { Delete = [.. ranked] };
    }
}
