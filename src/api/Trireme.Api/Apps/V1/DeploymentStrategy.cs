using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Type <c>DeploymentStrategy</c> of apps/v1, found at <c>Deployment.spec.strategy</c>.</summary>
[Description("How old Pods are replaced by new ones.")]
public sealed record DeploymentStrategy
{
    [Description("The numbers of a rolling update."), ProtoField(2)]
    public RollingUpdateDeployment? RollingUpdate { get; init; }

    [Default("RollingUpdate"), OneOf("Recreate", "RollingUpdate")]
    [Description("RollingUpdate replaces some at a time; Recreate ends all before it starts new ones."), ProtoField(1, Plain = true)]
    public string? Type { get; init; }
}
