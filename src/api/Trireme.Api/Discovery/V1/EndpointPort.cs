using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointPort</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.ports</c>.</summary>
[MapAtomic]
public sealed record EndpointPort
{
    public string? AppProtocol { get; init; }

    public string? Name { get; init; }

    public int? Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    public string? Protocol { get; init; }
}
