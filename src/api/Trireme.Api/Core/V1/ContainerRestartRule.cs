using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerRestartRule</c> of core/v1, found at <c>Pod.spec.containers.restartPolicyRules</c>, <c>Pod.spec.ephemeralContainers.restartPolicyRules</c>.</summary>
public sealed record ContainerRestartRule
{
    [Required, ProtoField(1)]
    public string Action { get; init => field = value ?? ""; } = "";

    [ProtoField(2)]
    public ContainerRestartRuleOnExitCodes? ExitCodes { get; init; }
}
