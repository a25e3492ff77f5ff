using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EndpointPort</c> of core/v1, found at <c>Endpoints.subsets.ports</c>.</summary>
[MapAtomic]
public sealed record EndpointPort
{
    [ProtoField(4)]
    public string? AppProtocol { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Name { get; init; }

    [Required, ProtoField(2)]
    public int Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP"), ProtoField(3, Plain = true)]
    public string? Protocol { get; init; }
}
