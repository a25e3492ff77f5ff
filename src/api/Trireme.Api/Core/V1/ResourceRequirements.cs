using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceRequirements</c> of core/v1, found at <c>Pod.spec.containers.resources</c>, <c>Pod.spec.ephemeralContainers.resources</c>, <c>Pod.spec.resources</c>.</summary>
public sealed record ResourceRequirements
{
    [ListMap("name")]
    public IReadOnlyList<ResourceClaim>? Claims { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Limits { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Requests { get; init; }
}
