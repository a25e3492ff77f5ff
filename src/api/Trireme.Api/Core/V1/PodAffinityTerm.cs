using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodAffinityTerm</c> of core/v1, found at <c>Pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm</c>, <c>Pod.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution</c>, <c>Pod.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution</c>.</summary>
public sealed record PodAffinityTerm
{
    [ProtoField(1)]
    public LabelSelector? LabelSelector { get; init; }

    [ProtoField(5)]
    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    [ProtoField(6)]
    public IReadOnlyList<string>? MismatchLabelKeys { get; init; }

    [ProtoField(4)]
    public LabelSelector? NamespaceSelector { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<string>? Namespaces { get; init; }

    [Required, ProtoField(3)]
    public string TopologyKey { get; init => field = value ?? ""; } = "";
}
