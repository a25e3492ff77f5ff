using System.Text.Json;
using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ManagedFieldsEntry</c> of meta/v1, found at every object.</summary>
public sealed record ManagedFieldsEntry
{
    [ProtoField(3, Plain = true)]
    public string? ApiVersion { get; init; }

    [ProtoField(6, Plain = true)]
    public string? FieldsType { get; init; }

    [ProtoField(7)]
    public JsonElement? FieldsV1 { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Manager { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Operation { get; init; }

    [ProtoField(8, Plain = true)]
    public string? Subresource { get; init; }

    [ProtoField(4)]
    public DateTimeOffset? Time { get; init; }
}
