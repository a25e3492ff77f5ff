using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentCondition</c> of apps/v1, found at <c>Deployment.status.conditions</c>.</summary>
public sealed record DeploymentCondition : ICondition<DeploymentCondition>
{
    public DateTimeOffset? LastTransitionTime { get; init; }

    public DateTimeOffset? LastUpdateTime { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    [Required]
    public string Status { get; init => field = value ?? ""; } = "";

    [Required]
    public string Type { get; init => field = value ?? ""; } = "";

    DateTimeOffset? ICondition<DeploymentCondition>.TransitionTime => LastTransitionTime;

    DeploymentCondition ICondition<DeploymentCondition>.WithTransitionTime(DateTimeOffset? time) => this with { LastTransitionTime = time };
}
