using Trireme.Api.Core.V1;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler.Plugins;

/// <summary>Keeps Pods off nodes whose taints they do not tolerate, and prefers nodes without soft taints.</summary>
internal sealed class TaintToleration : IFilterPlugin, IScorePlugin
{
    public string Name => "TaintToleration";

    public int Weight => 3;

    /// <summary>Whether a Pod tolerates a taint.</summary>
    public static bool Tolerates(Pod pod, Taint taint) => (pod.Spec.Tolerations ?? []).Any(toleration => Tolerates(toleration, taint));

    public Refusal? Filter(PodInfo pod, NodeInfo node, ClusterState cluster)
    {
        foreach (var taint in node.Node!.Spec.Taints ?? [])
        {
            if (taint.Effect is "NoSchedule" or "NoExecute" && !Tolerates(pod.Pod, taint))
                return new Refusal([$"node(s) had untolerated taint {{{taint.Key}: {taint.Value}}}"], Resolvable: false);
        }
        return null;
    }

    public void Score(PodInfo pod, IReadOnlyList<NodeInfo> nodes, ClusterState cluster, Span<long> scores)
    {
        long most = 0;
        for (var index = 0; index < nodes.Count; index++)
        {
            scores[index] = (nodes[index].Node!.Spec.Taints ?? []).Count(taint => taint.Effect == "PreferNoSchedule" && !Tolerates(pod.Pod, taint));
            most = Math.Max(most, scores[index]);
        }
        for (var index = 0; index < nodes.Count; index++)
            scores[index] = most == 0 ? 100 : 100 - (100 * scores[index] / most);
    }

    private static bool Tolerates(Toleration toleration, Taint taint)
    {
        if (!string.IsNullOrEmpty(toleration.Effect) && toleration.Effect != taint.Effect)
            return false;
        if (!string.IsNullOrEmpty(toleration.Key) && toleration.Key != taint.Key)
            return false;
        return toleration.Operator switch
        {
            "Exists" => true,
            null or "" or "Equal" => !string.IsNullOrEmpty(toleration.Key) && (toleration.Value ?? "") == (taint.Value ?? ""),
            "Lt" => Compare(taint.Value, toleration.Value) < 0,
            "Gt" => Compare(taint.Value, toleration.Value) > 0,
            _ => false,
        };
    }

    private static int Compare(string? left, string? right) =>
        long.TryParse(left, out var a) && long.TryParse(right, out var b) ? a.CompareTo(b) : 0;
}
