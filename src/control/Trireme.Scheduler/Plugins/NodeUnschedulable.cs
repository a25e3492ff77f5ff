using Trireme.Api.Core.V1;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods off cordoned nodes.</summary>
internal sealed class NodeUnschedulable : IFilterPlugin
{
    private static readonly Refusal Refused = new(["node(s) were unschedulable"], Resolvable: false);
    private static readonly Taint Cordon = new() { Key = "node.kubernetes.io/unschedulable", Effect = "NoSchedule" };

    public string Name => "NodeUnschedulable";

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster) =>
        node.Node!.Spec.Unschedulable != true || TaintToleration.Tolerates(pod.Pod, Cordon) ? null : Refused;
}
