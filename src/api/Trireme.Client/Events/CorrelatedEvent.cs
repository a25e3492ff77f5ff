using Trireme.Api.Core.V1;

namespace Trireme.Client.Events;

/// <summary>An event to write: a new one, or one that is there already and happened again.</summary>
/// <param name="Event">The event with its count and times.</param>
/// <param name="Key">What makes events the same.</param>
internal sealed record CorrelatedEvent(Event Event, string Key)
{
    /// <summary>Whether it is there already, under the event's name.</summary>
    public bool IsRepeated => Event.Count > 1;
}
