using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EventSeries</c> of core/v1, found at <c>Event.series</c>.</summary>
public sealed record EventSeries
{
    [ProtoField(1, Plain = true)]
    public int? Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter)), ProtoField(2)]
    public DateTimeOffset? LastObservedTime { get; init; }
}
