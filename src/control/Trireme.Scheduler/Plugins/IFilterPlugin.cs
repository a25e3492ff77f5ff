using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Says whether a node can take a Pod. Stateless.</summary>
internal interface IFilterPlugin
{
    /// <summary>The plugin's name, as Kubernetes has it.</summary>
    string Name { get; }

    /// <summary>Null where the node can take the Pod, else why not.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="node">The node.</param>
    /// <param name="cluster">All nodes, for plugins that look further.</param>
    Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster);
}
