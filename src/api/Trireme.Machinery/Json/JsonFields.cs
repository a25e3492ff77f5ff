using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Json;

/// <summary>Reads fields of objects that have been decoded, whatever .NET type holds the number or text. A missing field is null.</summary>
internal static class JsonFields
{
    /// <summary>The structure in a field; null where there is none.</summary>
    public static JsonObject? Object(this JsonObject obj, string name) => obj[name] as JsonObject;

    /// <summary>The structure in a field, made when missing.</summary>
    public static JsonObject Ensure(this JsonObject obj, string name)
    {
        if (obj[name] is JsonObject known)
            return known;
        var made = new JsonObject();
        obj[name] = made;
        return made;
    }

    /// <summary>The list in a field; null where there is none.</summary>
    public static JsonArray? List(this JsonObject obj, string name) => obj[name] as JsonArray;

    /// <summary>The structures in the list of a field; those of other types are passed over.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject obj, string name) => (obj[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>The string in a field; null where there is none.</summary>
    public static string? Text(this JsonObject obj, string name) => obj[name].AsText();

    /// <summary>The whole number in a field; null where there is none.</summary>
    public static long? Number(this JsonObject obj, string name) => obj[name].AsNumber();

    /// <summary>The boolean in a field; null where there is none.</summary>
    public static bool? Flag(this JsonObject obj, string name) => obj[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;

    /// <summary>Whether the boolean in a field is true.</summary>
    public static bool IsTrue(this JsonObject obj, string name) => obj.Flag(name) == true;

    /// <summary>The string that a node is; null for anything else.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The whole number that a node is; null for anything else.</summary>
    public static long? AsNumber(this JsonNode? node)
    {
        if (node is not JsonValue value)
            return null;
        if (value.TryGetValue(out int small))
            return small;
        if (value.TryGetValue(out long large))
            return large;
        return value.TryGetValue(out JsonElement element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var parsed) ? parsed : null;
    }

    /// <summary>Sets a field that is missing.</summary>
    public static void Default(this JsonObject obj, string name, JsonNode value)
    {
        if (obj[name] is null)
            obj[name] = value;
    }
}
