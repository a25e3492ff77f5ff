using Trireme.Api.Core.V1;
using Trireme.Node.Statuses;

namespace Trireme.Node.Containers;

/// <summary>How gladly the kernel kills a container when memory runs out. Pure. Source: Kubernetes documentation, "Node out of memory behavior".</summary>
internal static class OomScore
{
    private const int Guaranteed = -997;
    private const int BestEffort = 1000;
    private const int NodeCriticalPriority = 2_000_001_000;

    /// <summary>The adjustment.</summary>
    public static int Adjustment(PodSpec spec, Container container, long nodeMemoryBytes)
    {
        if (spec.Priority >= NodeCriticalPriority)
            return Guaranteed;
        switch (QosClass.Of(spec))
        {
            case "Guaranteed": return Guaranteed;
            case "BestEffort": return BestEffort;
        }
        var request = container.Resources?.Requests is { } requests && requests.TryGetValue("memory", out var memory) ? memory.Value : 0;
        var adjustment = 1000 - (nodeMemoryBytes > 0 ? (int)(1000.0 * request / nodeMemoryBytes) : 0);
        // Never as safe as a guaranteed Pod, and always a little safer than one that asks for nothing.
        return Math.Clamp(adjustment, 1000 + Guaranteed, BestEffort - 1);
    }
}
