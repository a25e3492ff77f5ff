using System.Text.Json.Serialization;
using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Status</c> of meta/v1, found at every object.</summary>
public sealed record Status
{
    public string? ApiVersion { get; init; }

    [ProtoField(6, Plain = true)]
    public int? Code { get; init; }

    [ProtoField(5)]
    public StatusDetails? Details { get; init; }

    public string? Kind { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Message { get; init; }

    [ProtoField(1)]
    public ListMeta? Metadata { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Reason { get; init; }

    [JsonPropertyName("status"), ProtoField(2, Plain = true)]
    public string? Outcome { get; init; }
}
