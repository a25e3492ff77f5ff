using System.Text.Json.Serialization;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>Status</c> of meta/v1, found at every object.</summary>
public sealed record Status
{
    public string? ApiVersion { get; init; }

    public int? Code { get; init; }

    public StatusDetails? Details { get; init; }

    public string? Kind { get; init; }

    public string? Message { get; init; }

    public ListMeta? Metadata { get; init; }

    public string? Reason { get; init; }

    [JsonPropertyName("status")]
    public string? Outcome { get; init; }
}
