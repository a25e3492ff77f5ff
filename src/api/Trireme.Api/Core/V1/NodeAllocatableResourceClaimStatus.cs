using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeAllocatableResourceClaimStatus</c> of core/v1, found at <c>Pod.status.nodeAllocatableResourceClaimStatuses</c>.</summary>
public sealed record NodeAllocatableResourceClaimStatus
{
    public IReadOnlyList<string>? Containers { get; init; }

    [Required]
    public string ResourceClaimName { get; init => field = value ?? ""; } = "";

    [Required]
    public IReadOnlyDictionary<string, string> Resources { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();
}
