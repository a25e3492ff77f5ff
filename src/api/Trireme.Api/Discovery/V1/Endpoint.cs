using Trireme.Api.Core.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>Endpoint</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints</c>.</summary>
public sealed record Endpoint
{
    [Required, ListSet, ProtoField(1)]
    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];

    [ProtoField(2)]
    public EndpointConditions? Conditions { get; init; }

    [ProtoField(5)]
    public IReadOnlyDictionary<string, string>? DeprecatedTopology { get; init; }

    [ProtoField(8)]
    public EndpointHints? Hints { get; init; }

    [ProtoField(3)]
    public string? Hostname { get; init; }

    [ProtoField(6)]
    public string? NodeName { get; init; }

    [ProtoField(4)]
    public ObjectReference? TargetRef { get; init; }

    [ProtoField(7)]
    public string? Zone { get; init; }
}
