using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.allocatedResourcesStatus</c>.</summary>
public sealed record ResourceStatus
{
    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public IReadOnlyList<ResourceHealth>? Resources { get; init; }
}
