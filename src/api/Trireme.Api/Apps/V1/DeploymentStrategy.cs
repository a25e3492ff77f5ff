using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentStrategy</c> of apps/v1, found at <c>Deployment.spec.strategy</c>.</summary>
public sealed record DeploymentStrategy
{
    public RollingUpdateDeployment? RollingUpdate { get; init; }

    [Default("RollingUpdate"), OneOf("Recreate", "RollingUpdate")]
    public string? Type { get; init; }
}
