using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSpec</c> of core/v1, found at <c>Pod.spec</c>, <c>Deployment.spec.template.spec</c>.</summary>
[Description("What a Pod is to be.")]
public sealed record PodSpec
{
    [Description("The seconds after its start at which the Pod is ended and counts as failed."), ProtoField(5)]
    public long? ActiveDeadlineSeconds { get; init; }

    [Description("Which nodes and which other Pods the Pod wants to be near, or far from."), ProtoField(18)]
    public Affinity? Affinity { get; init; }

    [Description("Whether a token of the service account is mounted into the containers."), ProtoField(21)]
    public bool? AutomountServiceAccountToken { get; init; }

    [Required, ListMap("name"), PatchMerge("name")]
    [Description("The containers, at least one. They run side by side; none can be added or removed later."), ProtoField(2)]
    public IReadOnlyList<Container> Containers { get; init => field = value ?? []; } = [];

    [Description("DNS settings that are added to those of the policy."), ProtoField(26)]
    public PodDNSConfig? DnsConfig { get; init; }

    [Default("ClusterFirst"), OneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")]
    [Description("Where DNS settings come from: the cluster (ClusterFirst), the node (Default), or dnsConfig alone (None).")]
    [ProtoField(6, Plain = true)]
    public string? DnsPolicy { get; init; }

    [Description("Whether containers get environment variables about the Services of the namespace."), ProtoField(30)]
    public bool? EnableServiceLinks { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Containers added to a running Pod for finding faults. Only the subresource ephemeralcontainers adds them.")]
    [ProtoField(34)]
    public IReadOnlyList<EphemeralContainer>? EphemeralContainers { get; init; }

    [ListMap("ip"), PatchMerge("ip")]
    [Description("Lines for the hosts file of the containers."), ProtoField(23)]
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }

    [Description("Uses the node's IPC namespace."), ProtoField(13, Plain = true)]
    public bool? HostIPC { get; init; }

    [Description("Uses the node's network. Ports of the containers are then ports of the node."), ProtoField(11, Plain = true)]
    public bool? HostNetwork { get; init; }

    [Description("Uses the node's process namespace."), ProtoField(12, Plain = true)]
    public bool? HostPID { get; init; }

    [Description("Whether users of the containers are the node's users. False gives the Pod a user namespace of its own.")]
    [ProtoField(37)]
    public bool? HostUsers { get; init; }

    [Description("The host name; the name of the Pod where it is empty."), ProtoField(16, Plain = true)]
    public string? Hostname { get; init; }

    [Description("The full host name, instead of one made of hostname and subdomain."), ProtoField(41)]
    public string? HostnameOverride { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Secrets with the logins for pulling the images."), ProtoField(15)]
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Containers that run to their end one after the other before the others start; with restartPolicy Always, sidecars that keep running.")]
    [ProtoField(20)]
    public IReadOnlyList<Container>? InitContainers { get; init; }

    [Description("The node that runs the Pod. Set by the scheduler; set by hand it goes past the scheduler.")]
    [ProtoField(10, Plain = true)]
    public string? NodeName { get; init; }

    [MapAtomic]
    [Description("Labels that the node must have."), ProtoField(7)]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    [Description("The operating system that the containers are made for."), ProtoField(36)]
    public PodOS? Os { get; init; }

    [Description("What the runtime needs beside the containers; set from the RuntimeClass."), ProtoField(32)]
    public IReadOnlyDictionary<string, Quantity>? Overhead { get; init; }

    [OneOf("PreemptLowerPriority", "Never")]
    [Description("Whether Pods of lower priority may be removed to make room."), ProtoField(31)]
    public string? PreemptionPolicy { get; init; }

    [Description("The priority; set from the PriorityClass. Higher is more important."), ProtoField(25)]
    public int? Priority { get; init; }

    [Description("The PriorityClass of the Pod."), ProtoField(24, Plain = true)]
    public string? PriorityClassName { get; init; }

    [ListAtomic]
    [Description("Further conditions that must be true for the Pod to be ready."), ProtoField(28)]
    public IReadOnlyList<PodReadinessGate>? ReadinessGates { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    [Description("The resource claims that containers may refer to."), ProtoField(39)]
    public IReadOnlyList<PodResourceClaim>? ResourceClaims { get; init; }

    [Description("What all containers together ask for and may use."), ProtoField(40)]
    public ResourceRequirements? Resources { get; init; }

    [Default("Always"), OneOf("Always", "OnFailure", "Never")]
    [Description("When containers that have ended start again: Always, OnFailure or Never."), ProtoField(3, Plain = true)]
    public string? RestartPolicy { get; init; }

    [Description("The RuntimeClass that runs the Pod."), ProtoField(29)]
    public string? RuntimeClassName { get; init; }

    [Default("default-scheduler")]
    [Description("The scheduler that picks the node."), ProtoField(19, Plain = true)]
    public string? SchedulerName { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("While there is a gate the Pod is not scheduled."), ProtoField(38)]
    public IReadOnlyList<PodSchedulingGate>? SchedulingGates { get; init; }

    public PodSchedulingGroup? SchedulingGroup { get; init; }

    [Default("{}")]
    [Description("Security settings of the Pod and defaults for its containers."), ProtoField(14)]
    public PodSecurityContext? SecurityContext { get; init; }

    [Description("Deprecated name of serviceAccountName."), ProtoField(9, Plain = true)]
    public string? ServiceAccount { get; init; }

    [Description("The service account under which the containers talk to the API."), ProtoField(8, Plain = true)]
    public string? ServiceAccountName { get; init; }

    [Description("Makes the full name the host name of the containers."), ProtoField(35)]
    public bool? SetHostnameAsFQDN { get; init; }

    [Description("Lets the containers see the processes of one another."), ProtoField(27)]
    public bool? ShareProcessNamespace { get; init; }

    [Description("With it the full name is hostname.subdomain.namespace.svc.domain."), ProtoField(17, Plain = true)]
    public string? Subdomain { get; init; }

    [Default(30L)]
    [Description("The seconds between the signal to end and the kill. 0 kills at once."), ProtoField(4)]
    public long? TerminationGracePeriodSeconds { get; init; }

    [ListAtomic]
    [Description("Taints of nodes that do not keep the Pod away."), ProtoField(22)]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    [ListMap("topologyKey", "whenUnsatisfiable"), PatchMerge("topologyKey")]
    [Description("How Pods of a group are spread over zones, nodes or other domains."), ProtoField(33)]
    public IReadOnlyList<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    [Description("The volumes that containers may mount."), ProtoField(1)]
    public IReadOnlyList<Volume>? Volumes { get; init; }
}
