using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodExtendedResourceClaimStatus</c> of core/v1, found at <c>Pod.status.extendedResourceClaimStatus</c>.</summary>
public sealed record PodExtendedResourceClaimStatus
{
    [Required, ProtoField(1)]
    public IReadOnlyList<ContainerExtendedResourceRequest> RequestMappings { get; init => field = value ?? []; } = [];

    [Required, ProtoField(2)]
    public string ResourceClaimName { get; init => field = value ?? ""; } = "";
}
