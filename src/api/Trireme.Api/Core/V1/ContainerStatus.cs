using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStatus</c> of core/v1, found at <c>Pod.status.containerStatuses</c>, <c>Pod.status.ephemeralContainerStatuses</c>, <c>Pod.status.initContainerStatuses</c>.</summary>
public sealed record ContainerStatus
{
    [ProtoField(10)]
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    [ListMap("name"), PatchMerge("name"), ProtoField(14)]
    public IReadOnlyList<ResourceStatus>? AllocatedResourcesStatus { get; init; }

    [ProtoField(8, Plain = true)]
    public string? ContainerID { get; init; }

    [Required, ProtoField(6)]
    public string Image { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(7)]
    public string ImageID { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public ContainerState? LastState { get; init; }

    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(4)]
    public bool Ready { get; init; }

    [ProtoField(11)]
    public ResourceRequirements? Resources { get; init; }

    [Required, ProtoField(5)]
    public int RestartCount { get; init; }

    [ProtoField(9)]
    public bool? Started { get; init; }

    [ProtoField(2)]
    public ContainerState? State { get; init; }

    [ProtoField(15)]
    public string? StopSignal { get; init; }

    [ProtoField(13)]
    public ContainerUser? User { get; init; }

    [ListMap("mountPath"), PatchMerge("mountPath"), ProtoField(12)]
    public IReadOnlyList<VolumeMountStatus>? VolumeMounts { get; init; }
}
