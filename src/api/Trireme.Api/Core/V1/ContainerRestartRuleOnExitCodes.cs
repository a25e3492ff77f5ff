using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerRestartRuleOnExitCodes</c> of core/v1, found at <c>Pod.spec.containers.restartPolicyRules.exitCodes</c>.</summary>
public sealed record ContainerRestartRuleOnExitCodes
{
    [Required, ProtoField(1)]
    public string Operator { get; init => field = value ?? ""; } = "";

    [ProtoField(2)]
    public IReadOnlyList<int>? Values { get; init; }
}
