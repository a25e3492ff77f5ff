using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Compares nodes that can take a Pod. Stateless.</summary>
internal interface IScorePlugin
{
    /// <summary>The plugin's name, as Kubernetes has it.</summary>
    string Name { get; }

    /// <summary>How much the score counts.</summary>
    int Weight { get; }

    /// <summary>A score for each node, from 0 to 100; more is better.</summary>
    void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores);
}
