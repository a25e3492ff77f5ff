using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EndpointAddress</c> of core/v1, found at <c>Endpoints.subsets.addresses</c>, <c>Endpoints.subsets.notReadyAddresses</c>.</summary>
[MapAtomic]
public sealed record EndpointAddress
{
    [ProtoField(3, Plain = true)]
    public string? Hostname { get; init; }

    [Required, ProtoField(1)]
    public string Ip { get; init => field = value ?? ""; } = "";

    [ProtoField(4)]
    public string? NodeName { get; init; }

    [ProtoField(2)]
    public ObjectReference? TargetRef { get; init; }
}
