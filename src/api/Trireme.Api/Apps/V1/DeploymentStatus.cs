using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentStatus</c> of apps/v1, found at <c>Deployment.status</c>.</summary>
public sealed record DeploymentStatus
{
    [ProtoField(4, Plain = true)]
    public int? AvailableReplicas { get; init; }

    [ProtoField(8)]
    public int? CollisionCount { get; init; }

    [ListMap("type"), PatchMerge("type"), ProtoField(6)]
    public IReadOnlyList<DeploymentCondition>? Conditions { get; init; }

    [ProtoField(1, Plain = true)]
    public long? ObservedGeneration { get; init; }

    [ProtoField(7, Plain = true)]
    public int? ReadyReplicas { get; init; }

    [ProtoField(2, Plain = true)]
    public int? Replicas { get; init; }

    [ProtoField(9)]
    public int? TerminatingReplicas { get; init; }

    [ProtoField(5, Plain = true)]
    public int? UnavailableReplicas { get; init; }

    [ProtoField(3, Plain = true)]
    public int? UpdatedReplicas { get; init; }
}
