using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ContainerStatus</c> of core/v1, found at <c>Pod.status.containerStatuses</c>, <c>Pod.status.ephemeralContainerStatuses</c>, <c>Pod.status.initContainerStatuses</c>.</summary>
public sealed record ContainerStatus
{
    public IReadOnlyDictionary<string, Quantity>? AllocatedResources { get; init; }

    [ListMap("name"), PatchMerge("name")]
    public IReadOnlyList<ResourceStatus>? AllocatedResourcesStatus { get; init; }

    public string? ContainerID { get; init; }

    [Required]
    public string Image { get; init => field = value ?? ""; } = "";

    [Required]
    public string ImageID { get; init => field = value ?? ""; } = "";

    public ContainerState? LastState { get; init; }

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required]
    public bool Ready { get; init; }

    public ResourceRequirements? Resources { get; init; }

    [Required]
    public int RestartCount { get; init; }

    public bool? Started { get; init; }

    public ContainerState? State { get; init; }

    public string? StopSignal { get; init; }

    public ContainerUser? User { get; init; }

    [ListMap("mountPath"), PatchMerge("mountPath")]
    public IReadOnlyList<VolumeMountStatus>? VolumeMounts { get; init; }
}
