using System.Globalization;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

/// <summary>A JSON pointer (RFC 6901) as JSON patches use it: the container of a value and the value's key in it.</summary>
internal static class JsonPointer
{
    /// <summary>The container that a pointer's last step refers to, and that step, unescaped.</summary>
    /// <returns>No container where the document has none at this place.</returns>
    public static (JsonNode? Container, string Key) Find(JsonNode document, string pointer)
    {
        if (!pointer.StartsWith('/'))
            return default;
        JsonNode? container = document;
        var last = pointer.LastIndexOf('/');
        foreach (var range in pointer.AsSpan(0, last).Split('/'))
        {
            if (range.End.Value == 0)
                continue; // what stands before the first slash
            var step = Unescape(pointer[range]);
            container = container switch
            {
                JsonObject fields => fields[step],
                JsonArray items when TryIndex(step, items.Count, out var index, out _) => items[index],
                _ => null,
            };
        }
        return container is JsonObject or JsonArray ? (container, Unescape(pointer[(last + 1)..])) : default;
    }

    /// <summary>Reads the index of an item of a list; negative ones count from the end, as in Kubernetes.</summary>
    /// <param name="key">The step of a pointer.</param>
    /// <param name="count">How many places there are.</param>
    /// <param name="index">The index, from 0 and below <paramref name="count"/>.</param>
    /// <param name="error">What is wrong; empty when nothing is.</param>
    public static bool TryIndex(string key, int count, out int index, out string error)
    {
        error = "";
        if (!int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out index))
        {
            error = $"value was not a proper array index: '{key}': strconv.Atoi: parsing \"{key}\": invalid syntax";
            return false;
        }
        var given = index;
        if (index < 0)
            index += count;
        if (index >= 0 && index < count)
            return true;
        error = $"Unable to access invalid index: {given}: invalid index referenced";
        return false;
    }

    private static string Unescape(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
