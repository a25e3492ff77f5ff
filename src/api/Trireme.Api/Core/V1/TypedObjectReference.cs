using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>TypedObjectReference</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec.dataSourceRef</c>.</summary>
public sealed record TypedObjectReference
{
    public string? ApiGroup { get; init; }

    [Required]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public string? Namespace { get; init; }
}
