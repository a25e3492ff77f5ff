using System.Globalization;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;
using Trireme.Machinery.Tables;

namespace Trireme.Client.Describing;

/// <summary>A description of one object that is being written, with what its parts share. For one thread.</summary>
internal sealed class Description(DateTimeOffset now, TimeZoneInfo zone)
{
    /// <summary>The lines so far.</summary>
    public AlignedText Text { get; } = new();

    /// <summary>The moment that ages count to.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Adds a line; cells are separated by tabs.</summary>
    public Description Line(int level, string line)
    {
        Text.Line(level, line);
        return this;
    }

    /// <summary>Adds a name with a value.</summary>
    public Description Field(int level, string name, string value) => Line(level, $"{name}:\t{value}");

    /// <summary>Adds a name with a value where there is one.</summary>
    public Description FieldIfAny(int level, string name, string value) => value.Length > 0 ? Field(level, name, value) : this;

    /// <summary>Adds a map, an entry a line; <c>&lt;none&gt;</c> where it is empty.</summary>
    public Description Map(int level, string name, JsonNode? map, string separator = "=", params ReadOnlySpan<string> without)
    {
        var hidden = without.ToArray();
        var entries = map.Entries().Where(entry => !hidden.Contains(entry.Key, StringComparer.Ordinal)).ToList();
        if (entries.Count == 0)
            return Field(level, name, "<none>");
        var first = true;
        foreach (var (key, value) in entries)
        {
            Line(level, $"{(first ? name + ":" : "")}\t{key}{separator}{OneLine(value)}");
            first = false;
        }
        return this;
    }

    /// <summary>Adds the labels.</summary>
    public Description Labels(JsonObject item, int level = 0) => Map(level, "Labels", item.At("metadata", "labels"));

    /// <summary>Adds the annotations, without those that hold a whole manifest.</summary>
    public Description Annotations(JsonObject item, int level = 0) =>
        Map(level, "Annotations", item.At("metadata", "annotations"), ": ", "kubectl.kubernetes.io/last-applied-configuration");

    /// <summary>Name and namespace.</summary>
    public Description Head(JsonObject item)
    {
        Field(0, "Name", item.Text("metadata", "name"));
        return FieldIfAny(0, "Namespace", item.Text("metadata", "namespace"));
    }

    /// <summary>A moment as RFC 1123 writes it, with the zone in digits.</summary>
    public string Moment(DateTimeOffset? moment) => moment is { } known
        ? TimeZoneInfo.ConvertTime(known, zone).ToString("ddd, dd MMM yyyy HH:mm:ss zz00", CultureInfo.InvariantCulture)
        : "<unset>";

    /// <summary>How long ago a moment was, such as <c>5m3s</c>.</summary>
    public string Age(DateTimeOffset? moment) => HumanDuration.Since(moment, Now);

    /// <summary>The text on one line.</summary>
    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ');

    /// <summary>The text, or <c>&lt;none&gt;</c>.</summary>
    public static string OrNone(string text) => text.Length > 0 ? text : "<none>";

    /// <summary>The description so far.</summary>
    public override string ToString() => Text.ToString();
}
