using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentStatus</c> of apps/v1, found at <c>Deployment.status</c>.</summary>
public sealed record DeploymentStatus
{
    public int? AvailableReplicas { get; init; }

    public int? CollisionCount { get; init; }

    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<DeploymentCondition>? Conditions { get; init; }

    public long? ObservedGeneration { get; init; }

    public int? ReadyReplicas { get; init; }

    public int? Replicas { get; init; }

    public int? TerminatingReplicas { get; init; }

    public int? UnavailableReplicas { get; init; }

    public int? UpdatedReplicas { get; init; }
}
