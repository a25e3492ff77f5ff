using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetStatus</c> of apps/v1, found at <c>ReplicaSet.status</c>.</summary>
public sealed record ReplicaSetStatus
{
    [ProtoField(5, Plain = true)]
    public int? AvailableReplicas { get; init; }

    [ListMap("type"), PatchMerge("type"), ProtoField(6)]
    public IReadOnlyList<ReplicaSetCondition>? Conditions { get; init; }

    [ProtoField(2, Plain = true)]
    public int? FullyLabeledReplicas { get; init; }

    [ProtoField(3, Plain = true)]
    public long? ObservedGeneration { get; init; }

    [ProtoField(4, Plain = true)]
    public int? ReadyReplicas { get; init; }

    [Required, ProtoField(1)]
    public int Replicas { get; init; }

    [ProtoField(7)]
    public int? TerminatingReplicas { get; init; }
}
