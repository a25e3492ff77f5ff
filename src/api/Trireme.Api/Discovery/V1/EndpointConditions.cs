using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointConditions</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.conditions</c>.</summary>
public sealed record EndpointConditions
{
    [ProtoField(1)]
    public bool? Ready { get; init; }

    [ProtoField(2)]
    public bool? Serving { get; init; }

    [ProtoField(3)]
    public bool? Terminating { get; init; }
}
