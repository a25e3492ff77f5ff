using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSchedulingGate</c> of core/v1, found at <c>Pod.spec.schedulingGates</c>.</summary>
public sealed record PodSchedulingGate
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
