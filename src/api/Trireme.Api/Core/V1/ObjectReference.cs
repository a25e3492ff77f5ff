using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>ObjectReference</c> of core/v1, found at <c>Endpoints.subsets.addresses.targetRef</c>, <c>ServiceAccount.secrets</c>, <c>Event.involvedObject</c>.</summary>
[MapAtomic]
public sealed record ObjectReference
{
    [ProtoField(5, Plain = true)]
    public string? ApiVersion { get; init; }

    [ProtoField(7, Plain = true)]
    public string? FieldPath { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Kind { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Namespace { get; init; }

    [ProtoField(6, Plain = true)]
    public string? ResourceVersion { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Uid { get; init; }
}
