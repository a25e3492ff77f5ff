using Trireme.Controllers.ReplicaSets.Steps;

namespace Trireme.Controllers.ReplicaSets;

/// <summary>The steps of a reconciliation in their order. Pure.</summary>
internal static class ReplicaSetReconciler
{
    /// <summary>What shall be, given what is.</summary>
    public static ReplicaSetPlan Plan(ReplicaSetState state) =>
        StatusStep.Apply(state, ScaleStep.Apply(state, new ReplicaSetPlan { Status = state.ReplicaSet.Status }));
}
