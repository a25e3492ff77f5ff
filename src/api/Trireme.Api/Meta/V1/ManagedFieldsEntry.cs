using System.Text.Json;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>ManagedFieldsEntry</c> of meta/v1, found at every object.</summary>
public sealed record ManagedFieldsEntry
{
    public string? ApiVersion { get; init; }

    public string? FieldsType { get; init; }

    public JsonElement? FieldsV1 { get; init; }

    public string? Manager { get; init; }

    public string? Operation { get; init; }

    public string? Subresource { get; init; }

    public DateTimeOffset? Time { get; init; }
}
