using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ObjectFieldSelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.fieldRef</c>, <c>Pod.spec.volumes.downwardAPI.items.fieldRef</c>.</summary>
[MapAtomic]
public sealed record ObjectFieldSelector
{
    [Default("v1"), ProtoField(1, Plain = true)]
    public string? ApiVersion { get; init; }

    [Required, ProtoField(2)]
    public string FieldPath { get; init => field = value ?? ""; } = "";
}
