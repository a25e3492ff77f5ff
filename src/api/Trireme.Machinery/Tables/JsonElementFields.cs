using System.Text.Json;

namespace Trireme.Machinery.Tables;

/// <summary>Reads fields of an object that may be absent or of the wrong type: then they count as empty.</summary>
internal static class JsonElementFields
{
    /// <summary>The field's value; undefined where there is none.</summary>
    public static JsonElement At(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    /// <summary>Whether the field is there and not null.</summary>
    public static bool Has(this JsonElement parent, ReadOnlySpan<byte> name) => parent.At(name).ValueKind != JsonValueKind.Undefined;

    /// <summary>The string; empty where there is none.</summary>
    public static string Text(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
    }

    /// <summary>Whether the field is this string.</summary>
    public static bool Is(this JsonElement parent, ReadOnlySpan<byte> name, ReadOnlySpan<byte> text)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
    }

    /// <summary>The whole number; 0 where there is none.</summary>
    public static long Number(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
    }

    /// <summary>The boolean; false where there is none.</summary>
    public static bool Flag(this JsonElement parent, ReadOnlySpan<byte> name) => parent.At(name).ValueKind == JsonValueKind.True;

    /// <summary>The time; null where there is none.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;
    }

    /// <summary>The items of a list; none where there is no list.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
    }

    /// <summary>The entries of a map; none where there is no map.</summary>
    public static JsonElement.ObjectEnumerator Entries(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
    }

    /// <summary>How many items a list or entries a map has; 0 where there is none.</summary>
    public static int Count(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var value = parent.At(name);
        return value.ValueKind switch
        {
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.Object => value.GetPropertyCount(),
            _ => 0,
        };
    }
}
