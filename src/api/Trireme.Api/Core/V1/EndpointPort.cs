using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EndpointPort</c> of core/v1, found at <c>Endpoints.subsets.ports</c>.</summary>
[MapAtomic]
public sealed record EndpointPort
{
    public string? AppProtocol { get; init; }

    public string? Name { get; init; }

    [Required]
    public int Port { get; init; }

    [Default("TCP"), OneOf("SCTP", "TCP", "UDP")]
    public string? Protocol { get; init; }
}
