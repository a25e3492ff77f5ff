using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerRestartRuleOnExitCodes</c> of core/v1, found at <c>Pod.spec.containers.restartPolicyRules.exitCodes</c>.</summary>
public sealed record ContainerRestartRuleOnExitCodes
{
    [Required]
    public string Operator { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<int>? Values { get; init; }
}
