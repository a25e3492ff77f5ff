using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods off nodes that have too little left, and prefers those that have most left (strategy LeastAllocated).</summary>
internal sealed class NodeResourcesFit : IFilterPlugin, IScorePlugin
{
    public string Name => "NodeResourcesFit";

    public int Weight => 1;

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster)
    {
        List<string>? reasons = null;
        var beyond = false;
        Check("Too many pods", 1, node.Pods.Count, node.MaximumPods);
        Check("Insufficient cpu", pod.Requests.MilliCpu, node.Requested.MilliCpu, node.Allocatable.MilliCpu);
        Check("Insufficient memory", pod.Requests.Memory, node.Requested.Memory, node.Allocatable.Memory);
        Check("Insufficient ephemeral-storage", pod.Requests.Storage, node.Requested.Storage, node.Allocatable.Storage);
        foreach (var (name, amount) in pod.Requests.Other ?? new Dictionary<string, long>())
            Check("Insufficient " + name, amount, node.Requested.Other?.GetValueOrDefault(name) ?? 0, node.Allocatable.Other?.GetValueOrDefault(name) ?? 0);
        return reasons is null ? null : new Refusal(reasons, Resolvable: !beyond);

        void Check(string reason, long asked, long taken, long total)
        {
            if (asked == 0 || taken + asked <= total)
                return;
            (reasons ??= []).Add(reason);
            beyond |= asked > total; // more than the empty node has
        }
    }

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            var requested = node.ScoreRequested + pod.ScoreRequests;
            scores[index] = (Left(requested.MilliCpu, node.Allocatable.MilliCpu) + Left(requested.Memory, node.Allocatable.Memory)) / 2;
        }
    }

    private static long Left(long requested, long total) => total == 0 || requested > total ? 0 : (total - requested) * 100 / total;
}
