namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointConditions</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.conditions</c>.</summary>
public sealed record EndpointConditions
{
    public bool? Ready { get; init; }

    public bool? Serving { get; init; }

    public bool? Terminating { get; init; }
}
