using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodReadinessGate</c> of core/v1, found at <c>Pod.spec.readinessGates</c>.</summary>
public sealed record PodReadinessGate
{
    [Required, ProtoField(1)]
    public string ConditionType { get; init => field = value ?? ""; } = "";
}
