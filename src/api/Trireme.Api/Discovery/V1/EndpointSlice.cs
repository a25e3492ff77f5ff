using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Discovery.V1;

/// <summary>A part of the addresses behind a Service.</summary>
[Kind("discovery.k8s.io", "v1", "endpointslices", Namespaced = true)]
[Description("A part of the addresses behind a Service.")]
public sealed record EndpointSlice : IKubernetesObject
{
    [Required, OneOf("FQDN", "IPv4", "IPv6"), Immutable, ProtoField(4)]
    public string AddressType { get; init => field = value ?? ""; } = "";

    public string ApiVersion { get; init => field = value ?? "discovery.k8s.io/v1"; } = "discovery.k8s.io/v1";

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<Endpoint>? Endpoints { get; init; }

    public string Kind { get; init => field = value ?? "EndpointSlice"; } = "EndpointSlice";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(3)]
    public IReadOnlyList<EndpointPort>? Ports { get; init; }
}
