using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerExtendedResourceRequest</c> of core/v1, found at <c>Pod.status.extendedResourceClaimStatus.requestMappings</c>.</summary>
public sealed record ContainerExtendedResourceRequest
{
    [Required, ProtoField(1)]
    public string ContainerName { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(3)]
    public string RequestName { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string ResourceName { get; init => field = value ?? ""; } = "";
}
