using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodStatus</c> of core/v1, found at <c>Pod.status</c>.</summary>
public sealed record PodStatus
{
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    [ListMap("type"), PatchMerge("type")]
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerStatus>? EphemeralContainerStatuses { get; init; }

    public PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; init; }

    public string? HostIP { get; init; }

    [ListAtomic, PatchMerge("ip")]
    public IReadOnlyList<HostIP>? HostIPs { get; init; }

    [ListAtomic]
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<NodeAllocatableResourceClaimStatus>? NodeAllocatableResourceClaimStatuses { get; init; }

    public string? NominatedNodeName { get; init; }

    public long? ObservedGeneration { get; init; }

    public string? Phase { get; init; }

    public string? PodIP { get; init; }

    [ListMap("ip"), PatchMerge("ip")]
    public IReadOnlyList<PodIP>? PodIPs { get; init; }

    public string? QosClass { get; init; }

    public string? Reason { get; init; }

    public string? Resize { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys]
    public IReadOnlyList<PodResourceClaimStatus>? ResourceClaimStatuses { get; init; }

    public ResourceRequirements? Resources { get; init; }

    public DateTimeOffset? StartTime { get; init; }
}
