using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetSpec</c> of apps/v1, found at <c>ReplicaSet.spec</c>.</summary>
public sealed record ReplicaSetSpec
{
    [InRange(0, int.MaxValue)]
    public int? MinReadySeconds { get; init; }

    [Default(1), InRange(0, int.MaxValue)]
    public int? Replicas { get; init; }

    [Required, Immutable]
    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    public PodTemplateSpec? Template { get; init; }
}
