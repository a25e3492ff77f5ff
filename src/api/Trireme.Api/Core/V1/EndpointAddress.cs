using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EndpointAddress</c> of core/v1, found at <c>Endpoints.subsets.addresses</c>, <c>Endpoints.subsets.notReadyAddresses</c>.</summary>
[MapAtomic]
public sealed record EndpointAddress
{
    public string? Hostname { get; init; }

    [Required]
    public string Ip { get; init => field = value ?? ""; } = "";

    public string? NodeName { get; init; }

    public ObjectReference? TargetRef { get; init; }
}
