using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSelectorRequirement</c> of core/v1, found at <c>Pod.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference.matchExpressions</c>, <c>Pod.spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.preference.matchFields</c>.</summary>
public sealed record NodeSelectorRequirement
{
    [Required, ProtoField(1)]
    public string Key { get; init => field = value ?? ""; } = "";

    [Required, OneOf("DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn"), ProtoField(2)]
    public string Operator { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public IReadOnlyList<string>? Values { get; init; }
}
