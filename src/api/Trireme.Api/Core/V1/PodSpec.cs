using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSpec</c> of core/v1, found at <c>Pod.spec</c>, <c>Deployment.spec.template.spec</c>.</summary>
public sealed record PodSpec
{
    public long? ActiveDeadlineSeconds { get; init; }

    public Affinity? Affinity { get; init; }

    public bool? AutomountServiceAccountToken { get; init; }

    [Required, ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<Container> Containers { get; init => field = value ?? []; } = [];

    public PodDNSConfig? DnsConfig { get; init; }

    [Default("ClusterFirst"), OneOf("ClusterFirstWithHostNet", "ClusterFirst", "Default", "None")]
    public string? DnsPolicy { get; init; }

    public bool? EnableServiceLinks { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<EphemeralContainer>? EphemeralContainers { get; init; }

    [ListMap("ip"), PatchMerge("ip")]
    public IReadOnlyList<HostAlias>? HostAliases { get; init; }

    public bool? HostIPC { get; init; }

    public bool? HostNetwork { get; init; }

    public bool? HostPID { get; init; }

    public bool? HostUsers { get; init; }

    public string? Hostname { get; init; }

    public string? HostnameOverride { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<LocalObjectReference>? ImagePullSecrets { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<Container>? InitContainers { get; init; }

    public string? NodeName { get; init; }

    [MapAtomic]
    public IReadOnlyDictionary<string, string>? NodeSelector { get; init; }

    public PodOS? Os { get; init; }

    public IReadOnlyDictionary<string, Quantity>? Overhead { get; init; }

    [OneOf("PreemptLowerPriority", "Never")]
    public string? PreemptionPolicy { get; init; }

    public int? Priority { get; init; }

    public string? PriorityClassName { get; init; }

    [ListAtomic]
    public IReadOnlyList<PodReadinessGate>? ReadinessGates { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    public IReadOnlyList<PodResourceClaim>? ResourceClaims { get; init; }

    public ResourceRequirements? Resources { get; init; }

    [Default("Always"), OneOf("Always", "OnFailure", "Never")]
    public string? RestartPolicy { get; init; }

    public string? RuntimeClassName { get; init; }

    [Default("default-scheduler")]
    public string? SchedulerName { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<PodSchedulingGate>? SchedulingGates { get; init; }

    public PodSchedulingGroup? SchedulingGroup { get; init; }

    [Default("{}")]
    public PodSecurityContext? SecurityContext { get; init; }

    public string? ServiceAccount { get; init; }

    public string? ServiceAccountName { get; init; }

    public bool? SetHostnameAsFQDN { get; init; }

    public bool? ShareProcessNamespace { get; init; }

    public string? Subdomain { get; init; }

    [Default(30L)]
    public long? TerminationGracePeriodSeconds { get; init; }

    [ListAtomic]
    public IReadOnlyList<Toleration>? Tolerations { get; init; }

    [ListMap("topologyKey", "whenUnsatisfiable"), PatchMerge("topologyKey")]
    public IReadOnlyList<TopologySpreadConstraint>? TopologySpreadConstraints { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    public IReadOnlyList<Volume>? Volumes { get; init; }
}
