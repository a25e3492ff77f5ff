using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>The events of an object, at the end of its description.</summary>
internal static class EventsDescription
{
    /// <summary>Adds the events, the oldest first.</summary>
    public static void Write(Description text, IReadOnlyList<JsonObject> events)
    {
        if (events.Count == 0)
        {
            text.Field(0, "Events", "<none>");
            return;
        }
        text.Line(0, "Events:").Line(1, "Type\tReason\tAge\tFrom\tMessage").Line(1, "----\t------\t----\t----\t-------");
        foreach (var item in events.OrderBy(Last))
        {
            text.Line(1, string.Join('\t', item.Text("type"), item.Text("reason"), Age(text, item), Source(item), Description.OneLine(item.Text("message").Trim())));
        }
    }

    private static string Age(Description text, JsonObject item)
    {
        var first = First(item);
        var count = Math.Max(item.Number("count"), item.Number("series", "count"));
        return count > 1
            ? string.Create(CultureInfo.InvariantCulture, $"{text.Age(Last(item))} (x{count} over {text.Age(first)})")
            : text.Age(first);
    }

    private static DateTimeOffset? First(JsonObject item) =>
        item.Moment("firstTimestamp") ?? item.Moment("eventTime") ?? item.Moment("metadata", "creationTimestamp");

    private static DateTimeOffset? Last(JsonObject item) => item.Moment("series", "lastObservedTime") ?? item.Moment("lastTimestamp") ?? First(item);

    private static string Source(JsonObject item) => item.Text("source", "component") is { Length: > 0 } component ? component : item.Text("reportingComponent");
}
