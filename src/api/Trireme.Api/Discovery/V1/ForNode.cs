using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>ForNode</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.hints.forNodes</c>.</summary>
public sealed record ForNode
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
