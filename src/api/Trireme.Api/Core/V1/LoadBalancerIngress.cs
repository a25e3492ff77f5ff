using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LoadBalancerIngress</c> of core/v1, found at <c>Service.status.loadBalancer.ingress</c>.</summary>
public sealed record LoadBalancerIngress
{
    [ProtoField(2, Plain = true)]
    public string? Hostname { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Ip { get; init; }

    [ProtoField(3)]
    public string? IpMode { get; init; }

    [ListAtomic, ProtoField(4)]
    public IReadOnlyList<PortStatus>? Ports { get; init; }
}
