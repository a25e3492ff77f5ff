using Trireme.Node.Pods;
using Trireme.Node.Serving;
using Trireme.Node.Statuses;

namespace Trireme.Node.Pressure;

/// <summary>Who has to go first when the node is short of something. Pure. Source: Kubernetes documentation, "Pod selection for kubelet eviction".</summary>
internal static class EvictionRank
{
    // Pods of the system are spared: without them the node is worth nothing.
    private const int CriticalPriority = 2_000_000_000;

    /// <summary>The Pod to evict; null where none may be.</summary>
    /// <param name="pods">What Pods use.</param>
    /// <param name="resource">What the node is short of.</param>
    public static PodUsage? First(IEnumerable<PodUsage> pods, string resource) => pods
        .Where(pod => (pod.Pod.Spec.Priority ?? 0) < CriticalPriority && pod.Pod.Metadata.DeletionTimestamp is null && pod.Pod.Status.Phase is not ("Succeeded" or "Failed"))
        .OrderByDescending(pod => resource == "memory" && OverRequest(pod) > 0)
        .ThenBy(pod => pod.Pod.Spec.Priority ?? 0)
        .ThenByDescending(pod => resource == "memory" ? OverRequest(pod) : 0)
        .ThenBy(pod => QosClass.Of(pod.Pod.Spec) switch { "BestEffort" => 0, "Burstable" => 1, _ => 2 })
        .ThenByDescending(pod => pod.Pod.Status.StartTime)
        .FirstOrDefault();

    /// <summary>How much more memory a Pod uses than it asked for, in bytes.</summary>
    public static long OverRequest(PodUsage pod) => (pod.Total?.WorkingSetBytes ?? 0) - PodRequests.Of(pod.Pod.Spec).GetValueOrDefault("memory").Value;
}
