using Trireme.Api.Core.V1;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>What Pods tell about themselves.</summary>
internal static class PodReadiness
{
    /// <summary>Whether the Pod has ended.</summary>
    public static bool HasEnded(this Pod pod) => pod.Status.Phase is "Succeeded" or "Failed";

    /// <summary>Whether the Pod counts: it has not ended and is not being deleted.</summary>
    public static bool IsActive(this Pod pod) => !pod.HasEnded() && !pod.IsDeleting();

    /// <summary>Whether the Pod may be sent requests.</summary>
    public static bool IsReady(this Pod pod) => pod.Status.Conditions.IsTrue("Ready");

    /// <summary>Since when the Pod is ready; null where it is not, or nobody has said.</summary>
    public static DateTimeOffset? ReadySince(this Pod pod) =>
        pod.Status.Conditions.Find("Ready") is { Status: "True" } ready ? ready.LastTransitionTime : null;

    /// <summary>Whether the Pod has been ready for long enough.</summary>
    public static bool IsAvailable(this Pod pod, int minReadySeconds, DateTimeOffset now)
    {
        if (!pod.IsReady())
            return false;
        return minReadySeconds == 0 || pod.ReadySince() is { } since && since + TimeSpan.FromSeconds(minReadySeconds) <= now;
    }
}
