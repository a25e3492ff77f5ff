using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapKeySelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.configMapKeyRef</c>.</summary>
[MapAtomic]
public sealed record ConfigMapKeySelector
{
    [Required]
    public string Key { get; init => field = value ?? ""; } = "";

    public string? Name { get; init; }

    public bool? Optional { get; init; }
}
