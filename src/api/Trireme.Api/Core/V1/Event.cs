using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>A report of something that happened to an object, kept for a limited time.</summary>
[Kind("", "v1", "events", Namespaced = true, ShortNames = ["ev"])]
[Description("A report of something that happened to an object, kept for a limited time.")]
public sealed record Event : IKubernetesObject
{
    public string? Action { get; init; }

    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public int? Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? EventTime { get; init; }

    public DateTimeOffset? FirstTimestamp { get; init; }

    [Required]
    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    public string Kind { get; init => field = value ?? "Event"; } = "Event";

    public DateTimeOffset? LastTimestamp { get; init; }

    public string? Message { get; init; }

    [Required]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public string? Reason { get; init; }

    public ObjectReference? Related { get; init; }

    public string? ReportingComponent { get; init; }

    public string? ReportingInstance { get; init; }

    public EventSeries? Series { get; init; }

    public EventSource? Source { get; init; }

    public string? Type { get; init; }
}
