namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointHints</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.hints</c>.</summary>
public sealed record EndpointHints
{
    public IReadOnlyList<ForNode>? ForNodes { get; init; }

    public IReadOnlyList<ForZone>? ForZones { get; init; }
}
