using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>A report of something that happened to an object, kept for a limited time.</summary>
[Kind("", "v1", "events", Namespaced = true, ShortNames = ["ev"])]
[Description("A report of something that happened to an object, kept for a limited time.")]
public sealed record Event : IKubernetesObject
{
    [ProtoField(12, Plain = true)]
    public string? Action { get; init; }

    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    [ProtoField(8, Plain = true)]
    public int? Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter)), ProtoField(10)]
    public DateTimeOffset? EventTime { get; init; }

    [ProtoField(6)]
    public DateTimeOffset? FirstTimestamp { get; init; }

    [Required, ProtoField(2)]
    public ObjectReference InvolvedObject { get; init => field = value ?? new(); } = new();

    public string Kind { get; init => field = value ?? "Event"; } = "Event";

    [ProtoField(7)]
    public DateTimeOffset? LastTimestamp { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Message { get; init; }

    [Required, ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(3, Plain = true)]
    public string? Reason { get; init; }

    [ProtoField(13)]
    public ObjectReference? Related { get; init; }

    [ProtoField(14, Plain = true)]
    public string? ReportingComponent { get; init; }

    [ProtoField(15, Plain = true)]
    public string? ReportingInstance { get; init; }

    [ProtoField(11)]
    public EventSeries? Series { get; init; }

    [ProtoField(5)]
    public EventSource? Source { get; init; }

    [ProtoField(9, Plain = true)]
    public string? Type { get; init; }
}
