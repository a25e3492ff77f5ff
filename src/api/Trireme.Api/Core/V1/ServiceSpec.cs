using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceSpec</c> of core/v1, found at <c>Service.spec</c>.</summary>
public sealed record ServiceSpec
{
    public bool? AllocateLoadBalancerNodePorts { get; init; }

    public string? ClusterIP { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? ClusterIPs { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? ExternalIPs { get; init; }

    public string? ExternalName { get; init; }

    [OneOf("Cluster", "Local")]
    public string? ExternalTrafficPolicy { get; init; }

    public int? HealthCheckNodePort { get; init; }

    [OneOf("Cluster", "Local")]
    public string? InternalTrafficPolicy { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? IpFamilies { get; init; }

    [OneOf("PreferDualStack", "RequireDualStack", "SingleStack")]
    public string? IpFamilyPolicy { get; init; }

    public string? LoadBalancerClass { get; init; }

    public string? LoadBalancerIP { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? LoadBalancerSourceRanges { get; init; }

    [ListMap("port", "protocol"), PatchMerge("port")]
    public IReadOnlyList<ServicePort>? Ports { get; init; }

    public bool? PublishNotReadyAddresses { get; init; }

    [MapAtomic]
    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    [Default("None"), OneOf("ClientIP", "None")]
    public string? SessionAffinity { get; init; }

    public SessionAffinityConfig? SessionAffinityConfig { get; init; }

    public string? TrafficDistribution { get; init; }

    [Default("ClusterIP"), OneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")]
    public string? Type { get; init; }
}
