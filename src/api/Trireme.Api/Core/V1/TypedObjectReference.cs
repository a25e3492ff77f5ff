using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>TypedObjectReference</c> of core/v1, found at <c>Pod.spec.volumes.ephemeral.volumeClaimTemplate.spec.dataSourceRef</c>.</summary>
public sealed record TypedObjectReference
{
    [ProtoField(1)]
    public string? ApiGroup { get; init; }

    [Required, ProtoField(2)]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(3)]
    public string Name { get; init => field = value ?? ""; } = "";

    [ProtoField(4)]
    public string? Namespace { get; init; }
}
