using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Printing;

namespace Trireme.Client.Describing;

/// <summary>Fields of an object that has no description of its own, each under its name in words.</summary>
internal static class GenericFields
{
    private static readonly HashSet<string> Acronyms = new(["API", "URL", "UID", "OSB", "GUID"], StringComparer.Ordinal);

    /// <summary>Adds the fields of an object.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="parent">The object.</param>
    /// <param name="level">How deep it is indented.</param>
    /// <param name="without">Fields to leave out.</param>
    public static void Write(Description text, JsonNode? parent, int level, params ReadOnlySpan<string> without)
    {
        if (parent is not JsonObject fields)
            return;
        var hidden = without.ToArray();
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            if (!hidden.Contains(name, StringComparer.Ordinal))
                WriteField(text, Words(name), value, level);
        }
    }

    /// <summary>The name of a field in words: <c>clusterName</c> becomes <c>Cluster Name</c>, <c>podIP</c> becomes <c>Pod IP</c>.</summary>
    internal static string Words(string name)
    {
        if (name.AsSpan().IndexOfAny("./-_ ") >= 0)
            return name; // a key of a map, not a field
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]) && !(char.IsAsciiLetterUpper(name[i - 1]) && (i == name.Length - 1 || char.IsAsciiLetterUpper(name[i + 1]))))
                words.Append(' ');
            words.Append(i == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
        }
        return string.Join(' ', words.ToString().Split(' ').Select(word => Acronyms.Contains(word.ToUpperInvariant()) ? word.ToUpperInvariant() : word));
    }

    private static void WriteField(Description text, string name, JsonNode? value, int level)
    {
        switch (value)
        {
            case JsonObject parent:
                text.Line(level, $"{name}:");
                Write(text, parent, level + 1);
                break;
            case JsonArray array:
                text.Line(level, $"{name}:");
                foreach (var item in array)
                    WriteItem(text, item, level + 1);
                break;
            default:
                var lines = value.Text().Split('\n');
                text.Field(level, name, lines[0].Replace('\t', ' '));
                foreach (var line in lines.Skip(1))
                    text.Line(level + 1, line.Replace('\t', ' '));
                break;
        }
    }

    private static void WriteItem(Description text, JsonNode? item, int level)
    {
        if (item is JsonObject or JsonArray)
            Write(text, item as JsonObject ?? new JsonObject { ["items"] = item.DeepClone() }, level);
        else
            text.Line(level, item.Text());
    }
}
