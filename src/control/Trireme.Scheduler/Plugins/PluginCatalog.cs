namespace Trireme.Scheduler.Plugins;

/// <summary>The default plugins, filters in the order in which they are asked: cheap ones first.</summary>
internal static class PluginCatalog
{
    private static readonly TaintToleration Taints = new();
    private static readonly NodeAffinity Affinity = new();
    private static readonly NodeResourcesFit Fit = new();
    private static readonly PodTopologySpread Spread = new();
    private static readonly InterPodAffinity PodAffinity = new();

    /// <summary>Those that say whether a node can take a Pod.</summary>
    public static IReadOnlyList<IFilterPlugin> Filters { get; } = [new NodeUnschedulable(), new NodeName(), Taints, Affinity, new NodePorts(), Fit, Spread, PodAffinity];

    /// <summary>Those that compare.</summary>
    public static IReadOnlyList<IScorePlugin> Scores { get; } = [Taints, Affinity, Fit, new NodeResourcesBalancedAllocation(), Spread, PodAffinity];
}
