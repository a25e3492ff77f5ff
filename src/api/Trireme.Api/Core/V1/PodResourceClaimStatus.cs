using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodResourceClaimStatus</c> of core/v1, found at <c>Pod.status.resourceClaimStatuses</c>.</summary>
public sealed record PodResourceClaimStatus
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(2)]
    public string? ResourceClaimName { get; init; }
}
