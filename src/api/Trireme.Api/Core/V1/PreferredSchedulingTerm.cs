using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PreferredSchedulingTerm</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution</c>.</summary>
public sealed record PreferredSchedulingTerm
{
    [Required, ProtoField(2)]
    public NodeSelectorTerm Preference { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(1)]
    public int Weight { get; init; }
}
