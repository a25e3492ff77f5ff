using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSpec</c> of core/v1, found at <c>Pod.spec</c>, <c>Deployment.spec.template.spec</c>.</summary>
[Description("What a Pod is to be.")]
public sealed record PodSpec
{
    [Description("The seconds after its start at which the Pod is ended and counts as failed.")]
    public long? ActiveDeadlineSeconds { get; init; }

    [Description("Which nodes and which other Pods the Pod wants to be near, or far from.")]
    public Affinity? Affinity { get; init; }

    [Description("Whether a token of the service account is mounted into the containers.")]
    public bool? AutomountServiceAccountToken { get; init; }

    [Required, ListMap("name"), PatchMerge("name")]
    [Description("The containers, at least one. They run side by side; none can be added or removed later.")]
    public IReadOnlyList<Container> Containers { get; init => field = value ?? []; } = [];

    [Description("DNS settings that are added to those of the policy.")]
    public PodDNSConfig? DnsConfig { get; init; }

    [Default("ClusterFirst"), OneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")]
    [Description("Where DNS settings come from: the cluster (ClusterFirst), the node (Default), or dnsConfig alone (None).")]
    public string? DnsPolicy { get; init; }

    [Description("Whether containers get environment variables about the Services of the namespace.")]
    public bool? EnableServiceLinks { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Containers added to a running Pod for finding faults. Only the subresource ephemeralcontainers adds them.")]
    public IReadOnlyList<EphemeralContainer>? EphemeralContainers { get; init; }

    [ListMap("ip"), PatchMerge("ip")]
    [Description("Lines for the hosts file of the containers.")]
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }

    [Description("Uses the node's IPC namespace.")]
    public bool? HostIPC { get; init; }

    [Description("Uses the node's network. Ports of the containers are then ports of the node.")]
    public bool? HostNetwork { get; init; }

    [Description("Uses the node's process namespace.")]
    public bool? HostPID { get; init; }

    [Description("Whether users of the containers are the node's users. False gives the Pod a user namespace of its own.")]
    public bool? HostUsers { get; init; }

    [Description("The host name; the name of the Pod where it is empty.")]
    public string? Hostname { get; init; }

    [Description("The full host name, instead of one made of hostname and subdomain.")]
    public string? HostnameOverride { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Secrets with the logins for pulling the images.")]
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("Containers that run to their end one after the other before the others start; with restartPolicy Always, sidecars that keep running.")]
    public IReadOnlyList<Container>? InitContainers { get; init; }

    [Description("The node that runs the Pod. Set by the scheduler; set by hand it goes past the scheduler.")]
    public string? NodeName { get; init; }

    [MapAtomic]
    [Description("Labels that the node must have.")]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    [Description("The operating system that the containers are made for.")]
    public PodOS? Os { get; init; }

    [Description("What the runtime needs beside the containers; set from the RuntimeClass.")]
    public IReadOnlyDictionary<string, Quantity>? Overhead { get; init; }

    [OneOf("PreemptLowerPriority", "Never")]
    [Description("Whether Pods of lower priority may be removed to make room.")]
    public string? PreemptionPolicy { get; init; }

    [Description("The priority; set from the PriorityClass. Higher is more important.")]
    public int? Priority { get; init; }

    [Description("The PriorityClass of the Pod.")]
    public string? PriorityClassName { get; init; }

    [ListAtomic]
    [Description("Further conditions that must be true for the Pod to be ready.")]
    public IReadOnlyList<PodReadinessGate>? ReadinessGates { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    [Description("The resource claims that containers may refer to.")]
    public IReadOnlyList<PodResourceClaim>? ResourceClaims { get; init; }

    [Description("What all containers together ask for and may use.")]
    public ResourceRequirements? Resources { get; init; }

    [Default("Always"), OneOf("Always", "OnFailure", "Never")]
    [Description("When containers that have ended start again: Always, OnFailure or Never.")]
    public string? RestartPolicy { get; init; }

    [Description("The RuntimeClass that runs the Pod.")]
    public string? RuntimeClassName { get; init; }

    [Default("default-scheduler")]
    [Description("The scheduler that picks the node.")]
    public string? SchedulerName { get; init; }

    [ListMap("name"), PatchMerge("name")]
    [Description("While there is a gate the Pod is not scheduled.")]
    public IReadOnlyList<PodSchedulingGate>? SchedulingGates { get; init; }

    public PodSchedulingGroup? SchedulingGroup { get; init; }

    [Default("{}")]
    [Description("Security settings of the Pod and defaults for its containers.")]
    public PodSecurityContext? SecurityContext { get; init; }

    [Description("Deprecated name of serviceAccountName.")]
    public string? ServiceAccount { get; init; }

    [Description("The service account under which the containers talk to the API.")]
    public string? ServiceAccountName { get; init; }

    [Description("Makes the full name the host name of the containers.")]
    public bool? SetHostnameAsFQDN { get; init; }

    [Description("Lets the containers see the processes of one another.")]
    public bool? ShareProcessNamespace { get; init; }

    [Description("With it the full name is hostname.subdomain.namespace.svc.domain.")]
    public string? Subdomain { get; init; }

    [Default(30L)]
    [Description("The seconds between the signal to end and the kill. 0 kills at once.")]
    public long? TerminationGracePeriodSeconds { get; init; }

    [ListAtomic]
    [Description("Taints of nodes that do not keep the Pod away.")]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    [ListMap("topologyKey", "whenUnsatisfiable"), PatchMerge("topologyKey")]
    [Description("How Pods of a group are spread over zones, nodes or other domains.")]
    public IReadOnlyList<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    [Description("The volumes that containers may mount.")]
    public IReadOnlyList<Volume>? Volumes { get; init; }
}
