using Trireme.Api.Meta.V1;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>RollingUpdateDeployment</c> of apps/v1, found at <c>Deployment.spec.strategy.rollingUpdate</c>.</summary>
public sealed record RollingUpdateDeployment
{
    public IntOrString? MaxSurge { get; init; }

    public IntOrString? MaxUnavailable { get; init; }
}
