using System.Globalization;
using Trireme.Api.Core.V1;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.ReplicaSets.Steps;

/// <summary>
/// Which of several Pods is missed least: not bound before bound, pending before running, not ready before ready, cheap before dear, crowded before
/// alone, ready for a short time before long, restarted often before seldom, young before old. Times are compared by their magnitude alone
/// (KEP-2185), so that Pods of about one age go by chance, as their UIDs have it.
/// </summary>
internal sealed class DeletionOrder : IComparer<Pod>
{
    private const string Cost = "controller.kubernetes.io/pod-deletion-cost";

    private readonly IReadOnlyDictionary<string, int> _podsOnNode;
    private readonly DateTimeOffset _now;

    private DeletionOrder(IReadOnlyDictionary<string, int> podsOnNode, DateTimeOffset now)
    {
        _podsOnNode = podsOnNode;
        _now = now;
    }

    /// <summary>The Pods, the one that is missed least first.</summary>
    /// <param name="pods">The Pods.</param>
    /// <param name="podsOnNode">For each node, how many active Pods of the same owner it has.</param>
    /// <param name="now">The time.</param>
    public static IEnumerable<Pod> Sort(IEnumerable<Pod> pods, IReadOnlyDictionary<string, int> podsOnNode, DateTimeOffset now) =>
        pods.Order(new DeletionOrder(podsOnNode, now));

    /// <inheritdoc/>
    public int Compare(Pod? left, Pod? right)
    {
        if (left is null || right is null)
            return left is null ? right is null ? 0 : -1 : 1;
        var order = IsBound(left).CompareTo(IsBound(right));
        if (order == 0)
            order = Phase(left).CompareTo(Phase(right));
        if (order == 0)
            order = left.IsReady().CompareTo(right.IsReady());
        if (order == 0)
            order = DeletionCost(left).CompareTo(DeletionCost(right));
        if (order == 0)
            order = Crowd(right).CompareTo(Crowd(left));
        if (order == 0 && left.IsReady())
            order = CompareAges(left, right, left.ReadySince(), right.ReadySince());
        if (order == 0)
            order = Restarts(right).CompareTo(Restarts(left));
        if (order == 0)
            order = CompareAges(left, right, left.Metadata.CreationTimestamp, right.Metadata.CreationTimestamp);
        return order;
    }

    private int CompareAges(Pod left, Pod right, DateTimeOffset? leftTime, DateTimeOffset? rightTime)
    {
        if (leftTime == rightTime)
            return 0;
        if (leftTime is null || rightTime is null)
            return leftTime is null ? -1 : 1;
        var order = Magnitude(leftTime.Value).CompareTo(Magnitude(rightTime.Value));
        return order != 0 ? order : string.CompareOrdinal(left.Metadata.Uid, right.Metadata.Uid);
    }

    private int Magnitude(DateTimeOffset time)
    {
        var age = _now - time;
        return age > TimeSpan.Zero ? (int)Math.Log2(age.TotalNanoseconds) : -1;
    }

    private int Crowd(Pod pod) => _podsOnNode.GetValueOrDefault(pod.Spec.NodeName ?? "");

    private static bool IsBound(Pod pod) => !string.IsNullOrEmpty(pod.Spec.NodeName);

    private static int Phase(Pod pod) => pod.Status.Phase switch { "Pending" => 0, "Running" => 2, _ => 1 };

    private static int DeletionCost(Pod pod) => pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(Cost, out var text)
        && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;

    private static int Restarts(Pod pod) => (pod.Status.ContainerStatuses ?? []).Select(container => container.RestartCount).DefaultIfEmpty(0).Max();
}
