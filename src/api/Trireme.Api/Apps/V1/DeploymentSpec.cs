using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentSpec</c> of apps/v1, found at <c>Deployment.spec</c>.</summary>
[Description("What a Deployment is to be.")]
public sealed record DeploymentSpec
{
    [InRange(0, int.MaxValue)]
    [Description("The seconds that a new Pod must be ready to count as available."), ProtoField(5, Plain = true)]
    public int? MinReadySeconds { get; init; }

    [Description("Changes of the template are not rolled out."), ProtoField(7, Plain = true)]
    public bool? Paused { get; init; }

    [Default(600)]
    [Description("The seconds without progress after which a rollout has failed."), ProtoField(9)]
    public int? ProgressDeadlineSeconds { get; init; }

    [Default(1), InRange(0, int.MaxValue)]
    [Description("The number of Pods."), ProtoField(1)]
    public int? Replicas { get; init; }

    [Default(10), InRange(0, int.MaxValue)]
    [Description("The number of old ReplicaSets that are kept for going back."), ProtoField(6)]
    public int? RevisionHistoryLimit { get; init; }

    [Required, Immutable]
    [Description("Picks the Pods of the Deployment; it must match the template's labels. Cannot change."), ProtoField(2)]
    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    [PatchRetainKeys]
    [Description("How old Pods are replaced by new ones."), ProtoField(4)]
    public DeploymentStrategy? Strategy { get; init; }

    [Required]
    [Description("What the Pods are made from."), ProtoField(3)]
    public PodTemplateSpec Template { get; init => field = value ?? new(); } = new();
}
