using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerExtendedResourceRequest</c> of core/v1, found at <c>Pod.status.extendedResourceClaimStatus.requestMappings</c>.</summary>
public sealed record ContainerExtendedResourceRequest
{
    [Required]
    public string ContainerName { get; init => field = value ?? ""; } = "";

    [Required]
    public string RequestName { get; init => field = value ?? ""; } = "";

    [Required]
    public string ResourceName { get; init => field = value ?? ""; } = "";
}
