using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodAffinityTerm</c> of core/v1, found at <c>Pod.spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution.podAffinityTerm</c>, <c>Pod.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution</c>, <c>Pod.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution</c>.</summary>
public sealed record PodAffinityTerm
{
    public LabelSelector? LabelSelector { get; init; }

    public IReadOnlyList<string>? MatchLabelKeys { get; init; }

    public IReadOnlyList<string>? MismatchLabelKeys { get; init; }

    public LabelSelector? NamespaceSelector { get; init; }

    public IReadOnlyList<string>? Namespaces { get; init; }

    [Required]
    public string TopologyKey { get; init => field = value ?? ""; } = "";
}
