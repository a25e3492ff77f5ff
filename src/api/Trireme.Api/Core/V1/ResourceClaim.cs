using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceClaim</c> of core/v1, found at <c>Pod.spec.containers.resources.claims</c>.</summary>
public sealed record ResourceClaim
{
    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public string? Request { get; init; }
}
