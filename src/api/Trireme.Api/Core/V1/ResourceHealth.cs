using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceHealth</c> of core/v1, found at <c>Pod.status.containerStatuses.allocatedResourcesStatus.resources</c>.</summary>
public sealed record ResourceHealth
{
    public string? Health { get; init; }

    public string? Message { get; init; }

    [Required]
    public string ResourceID { get; init => field = value ?? ""; } = "";
}
