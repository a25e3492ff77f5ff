using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;

namespace Trireme.Controllers.ReplicaSets;

/// <summary>What one reconciliation of a ReplicaSet starts from.</summary>
/// <param name="ReplicaSet">The ReplicaSet.</param>
/// <param name="Pods">The Pods it controls, ended ones left out, those being deleted included.</param>
/// <param name="PodsOnNode">For each node, how many active Pods of the same owner it has; asked only where Pods must go.</param>
/// <param name="ViewIsCurrent">Whether the informer has shown all that was created and deleted before.</param>
/// <param name="Now">The time.</param>
internal sealed record ReplicaSetState(
    ReplicaSet ReplicaSet, IReadOnlyList<Pod> Pods, Lazy<IReadOnlyDictionary<string, int>> PodsOnNode, bool ViewIsCurrent, DateTimeOffset Now)
{
    /// <summary>The Pods that count.</summary>
    public IReadOnlyList<Pod> Active { get; } = [.. Pods.Where(pod => Framework.PodReadiness.IsActive(pod))];

    /// <summary>How many Pods are wanted.</summary>
    public int Wanted => ReplicaSet.Spec.Replicas ?? 1;
}
