using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Client.Printing;

/// <summary>Prints JSON as <c>kubectl -o json</c> does: keys sorted, four spaces a level.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a terminal is no web page: names and units stay readable
    };

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value on many lines, without a line feed at the end.</summary>
    public static string Write(JsonNode? value) => Sorted(value)?.ToJsonString(Indented) ?? "null";

    /// <summary>The value on one line.</summary>
    public static string WriteCompact(JsonNode? value) => Sorted(value)?.ToJsonString(Plain) ?? "null";

    private static JsonNode? Sorted(JsonNode? value) => value switch
    {
        JsonObject parent => new JsonObject(
            parent.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray array => new JsonArray([.. array.Select(Sorted)]),
        _ => value?.DeepClone(),
    };
}
