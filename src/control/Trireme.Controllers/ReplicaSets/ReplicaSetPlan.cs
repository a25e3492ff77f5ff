using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;

namespace Trireme.Controllers.ReplicaSets;

/// <summary>What shall happen to a ReplicaSet's Pods, and its status.</summary>
internal sealed record ReplicaSetPlan
{
    /// <summary>How many Pods to create.</summary>
    public int Create { get; init; }

    /// <summary>The Pods to delete.</summary>
    public IReadOnlyList<Pod> Delete { get; init; } = [];

    /// <summary>The status, should all creations and deletions succeed.</summary>
    public required ReplicaSetStatus Status { get; init; }

    /// <summary>When to look again; null for when something changes.</summary>
    public TimeSpan? LookAgain { get; init; }
}
