using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EndpointSubset</c> of core/v1, found at <c>Endpoints.subsets</c>.</summary>
public sealed record EndpointSubset
{
    [ListAtomic, ProtoField(1)]
    public IReadOnlyList<EndpointAddress>? Addresses { get; init; }

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<EndpointAddress>? NotReadyAddresses { get; init; }

    [ListAtomic, ProtoField(3)]
    public IReadOnlyList<EndpointPort>? Ports { get; init; }
}
