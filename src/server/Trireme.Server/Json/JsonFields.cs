using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Server.Json;

/// <summary>Reads and sets fields of objects, whatever .NET type holds the number or text. A missing field, or one of another type, is null.</summary>
internal static class JsonFields
{
    /// <summary>The format of times in the API: RFC 3339 with whole seconds.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>The metadata of an object; made when missing.</summary>
    public static JsonObject Metadata(this JsonObject obj) => obj.Ensure("metadata");

    /// <summary>The structure in a field; null where there is none.</summary>
    public static JsonObject? Object(this JsonObject obj, string name) => obj[name] as JsonObject;

    /// <summary>The list in a field; null where there is none.</summary>
    public static JsonArray? List(this JsonObject obj, string name) => obj[name] as JsonArray;

    /// <summary>The structure in a field, made when missing.</summary>
    public static JsonObject Ensure(this JsonObject obj, string name)
    {
        if (obj[name] is JsonObject known)
            return known;
        var made = new JsonObject();
        obj[name] = made;
        return made;
    }

    /// <summary>The string in a field; null where there is none.</summary>
    public static string? Text(this JsonObject obj, string name) => obj[name].AsText();

    /// <summary>The string that a node is; null for anything else.</summary>
    public static string? AsText(this JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>The whole number in a field; null where there is none.</summary>
    public static long? Number(this JsonObject obj, string name)
    {
        if (obj[name] is not JsonValue value)
            return null;
        if (value.TryGetValue(out long large))
            return large;
        if (value.TryGetValue(out int small))
            return small;
        return value.TryGetValue(out JsonElement element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var parsed) ? parsed : null;
    }

    /// <summary>Whether the boolean in a field is true.</summary>
    public static bool IsTrue(this JsonObject obj, string name) => obj[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    /// <summary>The strings in the list of a field; others are passed over.</summary>
    public static List<string> Texts(this JsonObject obj, string name)
    {
        var texts = new List<string>();
        foreach (var item in obj.List(name) ?? [])
        {
            if (item.AsText() is { } text)
                texts.Add(text);
        }
        return texts;
    }

    /// <summary>Sets a list of strings, or removes the field where there are none.</summary>
    public static void SetTexts(this JsonObject obj, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count == 0)
        {
            obj.Remove(name);
            return;
        }
        var list = new JsonArray();
        foreach (var text in texts)
            list.Add((JsonNode)text);
        obj[name] = list;
    }

    /// <summary>The time in a field; null where there is none.</summary>
    public static DateTimeOffset? Time(this JsonObject obj, string name) =>
        DateTimeOffset.TryParse(obj.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Sets a time.</summary>
    public static void SetTime(this JsonObject obj, string name, DateTimeOffset time) =>
        obj[name] = time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Takes a field over from another object: its value, or its absence.</summary>
    public static void CopyField(this JsonObject obj, string name, JsonObject from)
    {
        if (from[name] is { } value)
            obj[name] = value.DeepClone();
        else
            obj.Remove(name);
    }

    /// <summary>Whether a field is equal in two objects; absence equals null.</summary>
    public static bool SameField(this JsonObject obj, string name, JsonObject other) => JsonNode.DeepEquals(obj[name], other[name]);
}
