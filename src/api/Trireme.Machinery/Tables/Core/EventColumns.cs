using System.Text.Json;

namespace Trireme.Machinery.Tables.Core;

/// <summary>Columns of Event.</summary>
internal sealed class EventColumns : KindColumns
{
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.Text("Last Seen", "The time since it last happened."),
        TableColumn.Text("Type", "Normal or Warning."),
        TableColumn.Text("Reason", "Why, in one word."),
        TableColumn.Text("Object", "The object that it is about."),
        TableColumn.Wide("Subobject", "The part of the object that it is about."),
        TableColumn.Wide("Source", "Who reported it."),
        TableColumn.Text("Message", "What happened."),
        TableColumn.Wide("First Seen", "The time since it first happened."),
        TableColumn.Wide("Count", "How often it happened."),
        TableColumn.Wide("Name", "The event's own name."),
    ];

    public override void Write(JsonElement item, in RowWriter row)
    {
        var first = row.Since(item.Time("firstTimestamp"u8) ?? item.Time("eventTime"u8));
        var last = item.Time("lastTimestamp"u8) is { } seen ? row.Since(seen) : first;
        var count = item.Number("count"u8);
        var series = item.At("series"u8);
        if (series.ValueKind == JsonValueKind.Object)
        {
            last = row.Since(series.Time("lastObservedTime"u8));
            count = series.Number("count"u8);
        }
        else if (count == 0)
        {
            count = 1; // events of the newer API that happened once do not count
        }
        var subject = item.At("involvedObject"u8);
        row.Text(last);
        row.Text(item.Text("type"u8));
        row.Text(item.Text("reason"u8));
        row.Text(Subject(subject));
        row.Text(subject.Text("fieldPath"u8));
        row.Text(Source(item));
        row.Text(item.Text("message"u8).Trim());
        row.Text(first);
        row.Number(count);
        row.Name(item);
    }

    private static string Subject(JsonElement subject)
    {
        var kind = subject.Text("kind"u8).ToLowerInvariant();
        var name = subject.Text("name"u8);
        return name.Length > 0 ? $"{kind}/{name}" : kind;
    }

    private static string Source(JsonElement item)
    {
        var source = item.At("source"u8);
        var component = FirstNonEmpty(source.Text("component"u8), item.Text("reportingComponent"u8));
        var instance = FirstNonEmpty(source.Text("host"u8), item.Text("reportingInstance"u8));
        return instance.Length == 0 ? component : $"{component}, {instance}";
    }

    private static string FirstNonEmpty(string first, string second) => first.Length > 0 ? first : second;
}
