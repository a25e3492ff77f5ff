using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>OwnerReference</c> of meta/v1, found at every object.</summary>
[MapAtomic]
public sealed record OwnerReference
{
    [Required, ProtoField(5)]
    public string ApiVersion { get; init => field = value ?? ""; } = "";

    [ProtoField(7)]
    public bool? BlockOwnerDeletion { get; init; }

    [ProtoField(6)]
    public bool? Controller { get; init; }

    [Required, ProtoField(1)]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(3)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(4)]
    public string Uid { get; init => field = value ?? ""; } = "";
}
