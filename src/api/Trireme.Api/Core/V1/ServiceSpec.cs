using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceSpec</c> of core/v1, found at <c>Service.spec</c>.</summary>
[Description("What a Service is to be.")]
public sealed record ServiceSpec
{
    [Description("Whether a load balancer also gets node ports.")]
    public bool? AllocateLoadBalancerNodePorts { get; init; }

    [Description("The address inside of the cluster. Given by the server where it is empty; None for a headless Service.")]
    public string? ClusterIP { get; init; }

    [ListAtomic]
    [Description("All addresses inside of the cluster, one a family.")]
    public IReadOnlyList<string>? ClusterIPs { get; init; }

    [ListAtomic]
    [Description("Addresses of nodes or of others at which nodes also take traffic for the Service.")]
    public IReadOnlyList<string>? ExternalIPs { get; init; }

    [Description("For type ExternalName: the DNS name that the name of the Service leads to.")]
    public string? ExternalName { get; init; }

    [OneOf("Cluster", "Local")]
    [Description("Cluster spreads traffic from outside over all nodes; Local keeps it on the node where it came in, and the address of the client with it.")]
    public string? ExternalTrafficPolicy { get; init; }

    [Description("The port where nodes tell a load balancer whether they have Pods of the Service.")]
    public int? HealthCheckNodePort { get; init; }

    [OneOf("Cluster", "Local")]
    [Description("Cluster spreads traffic from inside over all Pods; Local keeps it on the node.")]
    public string? InternalTrafficPolicy { get; init; }

    [ListAtomic]
    [Description("The families of the addresses.")]
    public IReadOnlyList<string>? IpFamilies { get; init; }

    [OneOf("PreferDualStack", "RequireDualStack", "SingleStack")]
    [Description("Whether the Service has one family or two.")]
    public string? IpFamilyPolicy { get; init; }

    [Description("Which load balancer makes the Service reachable.")]
    public string? LoadBalancerClass { get; init; }

    [Description("Deprecated: an address to ask of the load balancer.")]
    public string? LoadBalancerIP { get; init; }

    [ListAtomic]
    [Description("The networks that may use the load balancer.")]
    public IReadOnlyList<string>? LoadBalancerSourceRanges { get; init; }

    [ListMap("port", "protocol"), PatchMerge("port")]
    [Description("The ports of the Service.")]
    public IReadOnlyList<ServicePort>? Ports { get; init; }

    [Description("Whether Pods that are not ready are published as well.")]
    public bool? PublishNotReadyAddresses { get; init; }

    [MapAtomic]
    [Description("The labels of the Pods behind the Service. Without it somebody else keeps the endpoints.")]
    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    [Default("None"), OneOf("ClientIP", "None")]
    [Description("ClientIP leads a client to the same Pod again; None does not care.")]
    public string? SessionAffinity { get; init; }

    [Description("How long that lasts.")]
    public SessionAffinityConfig? SessionAffinityConfig { get; init; }

    [Description("Which endpoints are preferred: those that are close.")]
    public string? TrafficDistribution { get; init; }

    [Default("ClusterIP"), OneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")]
    [Description("ClusterIP, NodePort, LoadBalancer or ExternalName.")]
    public string? Type { get; init; }
}
