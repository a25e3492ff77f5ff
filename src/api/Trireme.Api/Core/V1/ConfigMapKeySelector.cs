using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ConfigMapKeySelector</c> of core/v1, found at <c>Pod.spec.containers.env.valueFrom.configMapKeyRef</c>.</summary>
[MapAtomic]
public sealed record ConfigMapKeySelector
{
    [Required, ProtoField(2)]
    public string Key { get; init => field = value ?? ""; } = "";

    [ProtoField(1, Inline = 1, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(3)]
    public bool? Optional { get; init; }
}
