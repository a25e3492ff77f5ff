using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>EndpointHints</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints.hints</c>.</summary>
public sealed record EndpointHints
{
    [ProtoField(2)]
    public IReadOnlyList<ForNode>? ForNodes { get; init; }

    [ProtoField(1)]
    public IReadOnlyList<ForZone>? ForZones { get; init; }
}
