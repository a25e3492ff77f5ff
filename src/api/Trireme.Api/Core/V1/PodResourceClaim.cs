using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodResourceClaim</c> of core/v1, found at <c>Pod.spec.resourceClaims</c>.</summary>
public sealed record PodResourceClaim
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public string? ResourceClaimName { get; init; }

    [ProtoField(4)]
    public string? ResourceClaimTemplateName { get; init; }
}
