using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.NodeLifecycle.Steps;

/// <summary>Sets the taints that a node's conditions bring, and takes away those that they no longer do.</summary>
internal static class TaintStep
{
    /// <param name="state">What is.</param>
    /// <param name="node">The node with its conditions as they shall be.</param>
    public static Node Apply(NodeState state, Node node)
    {
        var noSchedule = NodeTaints.NoScheduleKeys(node).ToList();
        // A node that has not reported yet keeps the taint that it was admitted with.
        if (node.Status.Conditions.Find("Ready") is null)
            noSchedule.AddRange((node.Spec.Taints ?? []).Where(taint => taint is { Key: NodeTaints.NotReady, Effect: NodeTaints.NoSchedule }).Select(taint => taint.Key));
        var ready = node.Status.Conditions.Find("Ready")?.Status ?? "True";
        var noExecute = state.Eviction == EvictionLeave.Withdrawn ? null : NodeTaints.NoExecuteKey(ready);
        var taints = new List<Taint>();
        foreach (var taint in node.Spec.Taints ?? [])
        {
            var stays = !NodeTaints.IsManaged(taint)
                || (taint.Effect == NodeTaints.NoSchedule ? noSchedule.Contains(taint.Key) : taint.Key == noExecute);
            if (stays)
                taints.Add(taint);
        }
        foreach (var key in noSchedule.Where(key => !Has(taints, key, NodeTaints.NoSchedule)))
            taints.Add(new Taint { Key = key, Effect = NodeTaints.NoSchedule, TimeAdded = state.Now });
        if (noExecute is not null && state.Eviction == EvictionLeave.Granted && !Has(taints, noExecute, NodeTaints.NoExecute))
            taints.Add(new Taint { Key = noExecute, Effect = NodeTaints.NoExecute, TimeAdded = state.Now });
        return taints.SequenceEqual(node.Spec.Taints ?? [])
            ? node
            : node with { Spec = node.Spec with { Taints = taints.Count > 0 ? taints : null } };
    }

    /// <summary>Whether the node ought to have a taint that sends Pods away, and has none.</summary>
    public static bool WantsEviction(Node node)
    {
        var key = NodeTaints.NoExecuteKey(node.Status.Conditions.Find("Ready")?.Status ?? "True");
        return key is not null && !Has(node.Spec.Taints ?? [], key, NodeTaints.NoExecute);
    }

    private static bool Has(IEnumerable<Taint> taints, string key, string effect) => taints.Any(taint => taint.Key == key && taint.Effect == effect);
}
