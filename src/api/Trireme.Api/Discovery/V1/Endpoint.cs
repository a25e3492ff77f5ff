using Trireme.Api.Core.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>Type <c>Endpoint</c> of discovery.k8s.io/v1, found at <c>EndpointSlice.endpoints</c>.</summary>
public sealed record Endpoint
{
    [Required, ListSet]
    public IReadOnlyList<string> Addresses { get; init => field = value ?? []; } = [];

    public EndpointConditions? Conditions { get; init; }

    public IReadOnlyDictionary<string, string>? DeprecatedTopology { get; init; }

    public EndpointHints? Hints { get; init; }

    public string? Hostname { get; init; }

    public string? NodeName { get; init; }

    public ObjectReference? TargetRef { get; init; }

    public string? Zone { get; init; }
}
