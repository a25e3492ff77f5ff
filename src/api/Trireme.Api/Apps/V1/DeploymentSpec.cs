using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentSpec</c> of apps/v1, found at <c>Deployment.spec</c>.</summary>
public sealed record DeploymentSpec
{
    [InRange(0, int.MaxValue)]
    public int? MinReadySeconds { get; init; }

    public bool? Paused { get; init; }

    [Default(600)]
    public int? ProgressDeadlineSeconds { get; init; }

    [Default(1), InRange(0, int.MaxValue)]
    public int? Replicas { get; init; }

    [Default(10), InRange(0, int.MaxValue)]
    public int? RevisionHistoryLimit { get; init; }

    [Required, Immutable]
    public LabelSelector Selector { get; init => field = value ?? new(); } = new();

    [PatchRetainKeys]
    public DeploymentStrategy? Strategy { get; init; }

    [Required]
    public PodTemplateSpec Template { get; init => field = value ?? new(); } = new();
}
