namespace Trireme.Api.Core.V1;

/// <summary>Type <c>PodSchedulingGroup</c> of core/v1, found at <c>Pod.spec.schedulingGroup</c>.</summary>
public sealed record PodSchedulingGroup
{
    public string? PodGroupName { get; init; }
}
