using Trireme.Api.Core.V1;

namespace Trireme.Controllers.NodeLifecycle;

/// <summary>The taints that tell of a node's conditions.</summary>
internal static class NodeTaints
{
    public const string NotReady = "node.kubernetes.io/not-ready";
    public const string Unreachable = "node.kubernetes.io/unreachable";
    public const string Unschedulable = "node.kubernetes.io/unschedulable";
    public const string NoSchedule = "NoSchedule";
    public const string NoExecute = "NoExecute";

    // Which taint a condition brings at which status.
    private static readonly (string Condition, string Status, string Taint)[] ByCondition =
    [
        ("Ready", "False", NotReady),
        ("Ready", "Unknown", Unreachable),
        ("MemoryPressure", "True", "node.kubernetes.io/memory-pressure"),
        ("DiskPressure", "True", "node.kubernetes.io/disk-pressure"),
        ("NetworkUnavailable", "True", "node.kubernetes.io/network-unavailable"),
        ("PIDPressure", "True", "node.kubernetes.io/pid-pressure"),
    ];

    /// <summary>Whether this controller sets and takes away such a taint.</summary>
    public static bool IsManaged(Taint taint) => taint.Effect switch
    {
        NoSchedule => taint.Key == Unschedulable || Array.Exists(ByCondition, entry => entry.Taint == taint.Key),
        NoExecute => taint.Key is NotReady or Unreachable,
        _ => false,
    };

    /// <summary>The keys of the taints that a node's state brings: no new Pods.</summary>
    public static IEnumerable<string> NoScheduleKeys(Node node)
    {
        foreach (var (condition, status, taint) in ByCondition)
        {
            if ((node.Status.Conditions ?? []).Any(known => known.Type == condition && known.Status == status))
                yield return taint;
        }
        if (node.Spec.Unschedulable == true)
            yield return Unschedulable;
    }

    /// <summary>The key of the taint that sends Pods away; null where the node is ready.</summary>
    public static string? NoExecuteKey(string ready) => ready switch { "False" => NotReady, "Unknown" => Unreachable, _ => null };
}
