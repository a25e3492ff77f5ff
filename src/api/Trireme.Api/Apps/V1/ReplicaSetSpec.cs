using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>ReplicaSetSpec</c> of apps/v1, found at <c>ReplicaSet.spec</c>.</summary>
[Description("What a ReplicaSet is to be.")]
public sealed record ReplicaSetSpec
{
    [InRange(0, int.MaxValue)]
    [Description("The seconds that a new Pod must be ready to count as available."), ProtoField(4, Plain = true)]
    public int? MinReadySeconds { get; init; }

    [Default(1), InRange(0, int.MaxValue)]
    [Description("The number of Pods."), ProtoField(1)]
    public int? Replicas { get; init; }

    [Required, Immutable]
    [Description("Picks the Pods of the ReplicaSet; it must match the template's labels. Cannot change."), ProtoField(2)]
    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    [Description("What the Pods are made from."), ProtoField(3)]
    public PodTemplateSpec? Template { get; init; }
}
