using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetStatus</c> of apps/v1, found at <c>ReplicaSet.status</c>.</summary>
public sealed record ReplicaSetStatus
{
    public int? AvailableReplicas { get; init; }

    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<ReplicaSetCondition>? Conditions { get; init; }

    public int? FullyLabeledReplicas { get; init; }

    public long? ObservedGeneration { get; init; }

    public int? ReadyReplicas { get; init; }

    [Required]
    public int Replicas { get; init; }

    public int? TerminatingReplicas { get; init; }
}
