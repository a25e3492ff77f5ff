using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ServiceSpec</c> of core/v1, found at <c>Service.spec</c>.</summary>
[Description("What a Service is to be.")]
public sealed record ServiceSpec
{
    [Description("Whether a load balancer also gets node ports."), ProtoField(20)]
    public bool? AllocateLoadBalancerNodePorts { get; init; }

    [Description("The address inside of the cluster. Given by the server where it is empty; None for a headless Service.")]
    [ProtoField(3, Plain = true)]
    public string? ClusterIP { get; init; }

    [ListAtomic]
    [Description("All addresses inside of the cluster, one a family."), ProtoField(18)]
    public IReadOnlyList<string>? ClusterIPs { get; init; }

    [ListAtomic]
    [Description("Addresses of nodes or of others at which nodes also take traffic for the Service."), ProtoField(5)]
    public IReadOnlyList<string>? ExternalIPs { get; init; }

    [Description("For type ExternalName: the DNS name that the name of the Service leads to."), ProtoField(10, Plain = true)]
    public string? ExternalName { get; init; }

    [OneOf("Cluster", "Local")]
    [Description("Cluster spreads traffic from outside over all nodes; Local keeps it on the node where it came in, and the address of the client with it.")]
    [ProtoField(11, Plain = true)]
    public string? ExternalTrafficPolicy { get; init; }

    [Description("The port where nodes tell a load balancer whether they have Pods of the Service."), ProtoField(12, Plain = true)]
    public int? HealthCheckNodePort { get; init; }

    [OneOf("Cluster", "Local")]
    [Description("Cluster spreads traffic from inside over all Pods; Local keeps it on the node."), ProtoField(22)]
    public string? InternalTrafficPolicy { get; init; }

    [ListAtomic]
    [Description("The families of the addresses."), ProtoField(19)]
    public IReadOnlyList<string>? IpFamilies { get; init; }

    [OneOf("PreferDualStack", "RequireDualStack", "SingleStack")]
    [Description("Whether the Service has one family or two."), ProtoField(17)]
    public string? IpFamilyPolicy { get; init; }

    [Description("Which load balancer makes the Service reachable."), ProtoField(21)]
    public string? LoadBalancerClass { get; init; }

    [Description("Deprecated: an address to ask of the load balancer."), ProtoField(8, Plain = true)]
    public string? LoadBalancerIP { get; init; }

    [ListAtomic]
    [Description("The networks that may use the load balancer."), ProtoField(9)]
    public IReadOnlyList<string>? LoadBalancerSourceRanges { get; init; }

    [ListMap("port", "protocol"), PatchMerge("port")]
    [Description("The ports of the Service."), ProtoField(1)]
    public IReadOnlyList<ServicePort>? Ports { get; init; }

    [Description("Whether Pods that are not ready are published as well."), ProtoField(13, Plain = true)]
    public bool? PublishNotReadyAddresses { get; init; }

    [MapAtomic]
    [Description("The labels of the Pods behind the Service. Without it somebody else keeps the endpoints."), ProtoField(2)]
    public IReadOnlyDictionary<string, string>? Selector { get; init; }

    [Default("None"), OneOf("ClientIP", "None")]
    [Description("ClientIP leads a client to the same Pod again; None does not care."), ProtoField(7, Plain = true)]
    public string? SessionAffinity { get; init; }

    [Description("How long that lasts."), ProtoField(14)]
    public SessionAffinityConfig? SessionAffinityConfig { get; init; }

    [Description("Which endpoints are preferred: those that are close."), ProtoField(23)]
    public string? TrafficDistribution { get; init; }

    [Default("ClusterIP"), OneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")]
    [Description("ClusterIP, NodePort, LoadBalancer or ExternalName."), ProtoField(4, Plain = true)]
    public string? Type { get; init; }
}
