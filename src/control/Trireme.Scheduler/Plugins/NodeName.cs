using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps a Pod that names a node to it.</summary>
internal sealed class NodeName : IFilterPlugin
{
    private static readonly Refusal Refused = new(["node(s) didn't match the requested node name"], Resolvable: false);

    public string Name => "NodeName";

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster) =>
        string.IsNullOrEmpty(pod.Pod.Spec.NodeName) || pod.Pod.Spec.NodeName == node.Name ? null : Refused;
}
