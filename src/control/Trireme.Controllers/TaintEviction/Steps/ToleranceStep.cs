using Trireme.Api.Core.V1;

namespace Trireme.Controllers.TaintEviction.Steps;

/// <summary>Finds out until when a Pod bears the taints of its node.</summary>
internal static class ToleranceStep
{
    /// <returns>When the Pod has to go: now or earlier for at once, null for never.</returns>
    public static DateTimeOffset? EvictAt(TaintEvictionState state)
    {
        DateTimeOffset? soonest = null;
        var since = state.Pod.Status.StartTime ?? state.Pod.Metadata.CreationTimestamp ?? state.Now;
        foreach (var taint in state.Taints)
        {
            var tolerations = (state.Pod.Spec.Tolerations ?? []).Where(toleration => Tolerates(toleration, taint)).ToList();
            if (tolerations.Count == 0)
                return state.Now;
            // Of several that bear the taint the shortest counts; one without a time bears it for ever.
            if (tolerations.Min(toleration => toleration.TolerationSeconds) is not { } seconds)
                continue;
            var start = taint.TimeAdded is { } added && added > since ? added : since;
            var due = start + TimeSpan.FromSeconds(Math.Clamp(seconds, 0, int.MaxValue));
            if (soonest is null || due < soonest)
                soonest = due;
        }
        return soonest;
    }

    /// <summary>Whether a toleration bears a taint.</summary>
    public static bool Tolerates(Toleration toleration, Taint taint)
    {
        if (!string.IsNullOrEmpty(toleration.Effect) && toleration.Effect != taint.Effect)
            return false;
        if (!string.IsNullOrEmpty(toleration.Key) && toleration.Key != taint.Key)
            return false;
        return toleration.Operator switch
        {
            "Exists" => true,
            null or "" or "Equal" => !string.IsNullOrEmpty(toleration.Key) && (toleration.Value ?? "") == (taint.Value ?? ""),
            "Lt" => Numbers(toleration, taint, out var bound, out var value) && value < bound,
            "Gt" => Numbers(toleration, taint, out var bound, out var value) && value > bound,
            _ => false,
        };
    }

    private static bool Numbers(Toleration toleration, Taint taint, out long bound, out long value)
    {
        value = 0;
        return long.TryParse(toleration.Value, out bound) && long.TryParse(taint.Value, out value);
    }
}
