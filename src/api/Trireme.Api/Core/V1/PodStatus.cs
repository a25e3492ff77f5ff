using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodStatus</c> of core/v1, found at <c>Pod.status</c>.</summary>
public sealed record PodStatus
{
    [ProtoField(19)]
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    [ListMap("type"), PatchMerge("type"), ProtoField(2)]
    public IReadOnlyList<PodCondition>? Conditions { get; init; }

    [ListAtomic, ProtoField(8)]
    public IReadOnlyList<ContainerStatus>? ContainerStatuses { get; init; }

    [ListAtomic, ProtoField(13)]
    public IReadOnlyList<ContainerStatus>? EphemeralContainerStatuses { get; init; }

    [ProtoField(18)]
    public PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; init; }

    [ProtoField(5, Plain = true)]
    public string? HostIP { get; init; }

    [ListAtomic, PatchMerge("ip"), ProtoField(16)]
    public IReadOnlyList<HostIP>? HostIPs { get; init; }

    [ListAtomic, ProtoField(10)]
    public IReadOnlyList<ContainerStatus>? InitContainerStatuses { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Message { get; init; }

    public IReadOnlyList<NodeAllocatableResourceClaimStatus>? NodeAllocatableResourceClaimStatuses { get; init; }

    [ProtoField(11, Plain = true)]
    public string? NominatedNodeName { get; init; }

    [ProtoField(17, Plain = true)]
    public long? ObservedGeneration { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Phase { get; init; }

    [ProtoField(6, Plain = true)]
    public string? PodIP { get; init; }

    [ListMap("ip"), PatchMerge("ip"), ProtoField(12)]
    public IReadOnlyList<PodIP>? PodIPs { get; init; }

    [ProtoField(9, Plain = true)]
    public string? QosClass { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Reason { get; init; }

    [ProtoField(14, Plain = true)]
    public string? Resize { get; init; }

    [ListMap("name"), PatchMerge("name"), PatchRetainKeys, ProtoField(15)]
    public IReadOnlyList<PodResourceClaimStatus>? ResourceClaimStatuses { get; init; }

    [ProtoField(20)]
    public ResourceRequirements? Resources { get; init; }

    [ProtoField(7)]
    public DateTimeOffset? StartTime { get; init; }
}
