using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceHealth</c> of core/v1, found at <c>Pod.status.containerStatuses.allocatedResourcesStatus.resources</c>.</summary>
public sealed record ResourceHealth
{
    [ProtoField(2, Plain = true)]
    public string? Health { get; init; }

    [ProtoField(6)]
    public string? Message { get; init; }

    [Required, ProtoField(1)]
    public string ResourceID { get; init => field = value ?? ""; } = "";
}
