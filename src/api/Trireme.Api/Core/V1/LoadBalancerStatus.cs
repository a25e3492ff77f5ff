using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>LoadBalancerStatus</c> of core/v1, found at <c>Service.status.loadBalancer</c>.</summary>
public sealed record LoadBalancerStatus
{
    [ListAtomic, ProtoField(1)]
    public IReadOnlyList<LoadBalancerIngress>? Ingress { get; init; }
}
