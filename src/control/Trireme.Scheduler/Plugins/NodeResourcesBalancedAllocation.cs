using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Prefers nodes whose CPU and memory would be used to a like degree.</summary>
internal sealed class NodeResourcesBalancedAllocation : IScorePlugin
{
    public string Name => "NodeResourcesBalancedAllocation";

    public int Weight => 1;

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            var cpu = Share(node.Requested.MilliCpu + pod.Requests.MilliCpu, node.Allocatable.MilliCpu);
            var memory = Share(node.Requested.Memory + pod.Requests.Memory, node.Allocatable.Memory);
            scores[index] = (long)((1 - (Math.Abs(cpu - memory) / 2)) * 100);
        }
    }

    private static double Share(long requested, long total) => total == 0 ? 1 : Math.Min(1, (double)requested / total);
}
