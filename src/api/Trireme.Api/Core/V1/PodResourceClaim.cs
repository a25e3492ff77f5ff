using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodResourceClaim</c> of core/v1, found at <c>Pod.spec.resourceClaims</c>.</summary>
public sealed record PodResourceClaim
{
    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public string? ResourceClaimName { get; init; }

    public string? ResourceClaimTemplateName { get; init; }
}
