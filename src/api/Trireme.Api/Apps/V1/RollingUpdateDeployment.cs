using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>RollingUpdateDeployment</c> of apps/v1, found at <c>Deployment.spec.strategy.rollingUpdate</c>.</summary>
[Description("The numbers of a rolling update.")]
public sealed record RollingUpdateDeployment
{
    [Description("How many Pods more than wanted there may be, as a count or a percentage."), ProtoField(2)]
    public IntOrString? MaxSurge { get; init; }

    [Description("How many Pods of those wanted may be missing, as a count or a percentage."), ProtoField(1)]
    public IntOrString? MaxUnavailable { get; init; }
}
