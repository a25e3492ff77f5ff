using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>ForZone</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.hints.forZones</c>.</summary>
public sealed record ForZone
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";
}
