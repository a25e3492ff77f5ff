using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods off nodes where a port that they need on the node is taken.</summary>
internal sealed class NodePorts : IFilterPlugin
{
    private static readonly Refusal Refused = new(["node(s) didn't have free ports for the requested pod ports"], Resolvable: true);

    public string Name => "NodePorts";

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster)
    {
        if (pod.HostPorts.Count == 0)
            return null;
        var taken = node.Pods.SelectMany(other => other.HostPorts);
        return taken.Any(used => pod.HostPorts.Any(wanted => Conflict(used, wanted))) ? Refused : null;
    }

    private static bool Conflict((string Address, string Protocol, int Port) one, (string Address, string Protocol, int Port) other) =>
        one.Port == other.Port && one.Protocol == other.Protocol && (one.Address == other.Address || one.Address == "0.0.0.0" || other.Address == "0.0.0.0");
}
