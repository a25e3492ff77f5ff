using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceStatus</c> of core/v1, found at <c>Pod.status.containerStatuses.allocatedResourcesStatus</c>.</summary>
public sealed record ResourceStatus
{
    [Required, ProtoField(1)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(2)]
    public IReadOnlyList<ResourceHealth>? Resources { get; init; }
}
