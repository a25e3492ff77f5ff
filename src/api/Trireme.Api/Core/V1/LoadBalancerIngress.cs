using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LoadBalancerIngress</c> of core/v1, found at <c>Service.status.loadBalancer.ingress</c>.</summary>
public sealed record LoadBalancerIngress
{
    public string? Hostname { get; init; }

    public string? Ip { get; init; }

    public string? IpMode { get; init; }

    [ListAtomic]
    public IReadOnlyList<PortStatus>? Ports { get; init; }
}
