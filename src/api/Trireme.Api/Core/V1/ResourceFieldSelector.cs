using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ResourceFieldSelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.resourceFieldRef</c>, <c>Pod.spec.volumes.downwardAPI.items.resourceFieldRef</c>.</summary>
[MapAtomic]
public sealed record ResourceFieldSelector
{
    [ProtoField(1, Plain = true)]
    public string? ContainerName { get; init; }

    [Default("0"), ProtoField(3)]
    public Quantity? Divisor { get; init; }

    [Required, ProtoField(2)]
    public string Resource { get; init => field = value ?? ""; } = "";
}
