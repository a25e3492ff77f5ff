using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointPort</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.ports</c>.</summary>
[MapAtomic]
public sealed record EndpointPort
{
    [ProtoField(4)]
    public string? AppProtocol { get; init; }

    [ProtoField(1)]
    public string? Name { get; init; }

    [ProtoField(3)]
    public int? Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP"), ProtoField(2)]
    public string? Protocol { get; init; }
}
