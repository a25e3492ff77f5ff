using System.Text.Json.Serialization;
using Trireme.Api.Meta.V1;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>EventSeries</c> of core/v1, found at <c>Event.series</c>.</summary>
public sealed record EventSeries
{
    public int? Count { get; init; }

    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? LastObservedTime { get; init; }
}
