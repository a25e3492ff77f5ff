using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Apply;

/// <summary>
/// The steps of a path to a field, in the form that FieldsV1 has on the wire: <c>f:name</c>, <c>k:{"name":"a"}</c>, <c>v:"a"</c>,
/// <c>i:0</c>. Equal steps are equal strings. Source: KEP-555 and the documentation of FieldsV1.
/// </summary>
internal static class FieldPath
{
    private const int MaxSimpleKey = 256;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The step to a field of a structure or an entry of a map.</summary>
    public static string Field(string name) => "f:" + name;

    /// <summary>The step to an item of a set.</summary>
    public static string Value(JsonNode? value) => "v:" + Json(value);

    /// <summary>The JSON of a scalar, without white space.</summary>
    public static string Json(JsonNode? value)
    {
        if (value is null)
            return "null";
        if (value.AsText() is { } text && !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.AsSpan().ContainsAny('"', '\\'))
            return string.Concat("\"", text, "\"");
        return value.AsNumber() is { } number ? number.ToString(CultureInfo.InvariantCulture) : value.ToJsonString(Relaxed);
    }

    /// <summary>Whether this is a step to a field, and the field's name.</summary>
    public static bool IsField(string step) => step.StartsWith("f:", StringComparison.Ordinal);

    /// <summary>Brings a step that somebody else wrote into the one form that it has here.</summary>
    /// <returns>Null where it is no step.</returns>
    public static string? Canonical(string step)
    {
        if (step.Length < 2 || step[1] != ':')
            return null;
        switch (step[0])
        {
            case 'f':
                return step;
            case 'i':
                return int.TryParse(step.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? step : null;
            case 'v' when TryParse(step, out var value):
                return "v:" + Json(value);
            case 'k' when IsCanonicalKey(step):
                return step;
            case 'k' when TryParse(step, out var value) && value is JsonObject { Count: > 0 } key:
                return "k:" + Json(new JsonObject(key.OrderBy(field => field.Key, StringComparer.Ordinal)
                    .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))));
            default:
                return null;
        }
    }

    /// <summary>The canonical order of steps: fields, keys, values, indexes; each kind by its content.</summary>
    public static int Compare(string left, string right)
    {
        if (left[0] != right[0])
            return Rank(left[0]) - Rank(right[0]);
        switch (left[0])
        {
            case 'f':
                return string.CompareOrdinal(left, right);
            case 'i':
                return int.Parse(left.AsSpan(2), CultureInfo.InvariantCulture).CompareTo(int.Parse(right.AsSpan(2), CultureInfo.InvariantCulture));
            default:
                if (left == right)
                    return 0;
                if (TryCompareInString(left, right, out var order))
                    return order;
                return TryParse(left, out var first) && TryParse(right, out var second)
                    ? Compare(first, second)
                    : string.CompareOrdinal(left, right);
        }
    }

    /// <summary>Appends a step as messages write it: <c>.spec</c>, <c>[name="a"]</c>, <c>[="a"]</c>, <c>[0]</c>.</summary>
    public static void Append(StringBuilder text, string step)
    {
        switch (step[0])
        {
            case 'f':
                text.Append('.').Append(step, 2, step.Length - 2);
                break;
            case 'v':
                text.Append("[=").Append(step, 2, step.Length - 2).Append(']');
                break;
            case 'k' when TryParse(step, out var value) && value is JsonObject key:
                text.Append('[').AppendJoin(',', key.Select(field => $"{field.Key}={Json(field.Value)}")).Append(']');
                break;
            default:
                text.Append('[').Append(step, 2, step.Length - 2).Append(']');
                break;
        }
    }

    /// <summary>Whether a key is written as it would be written here. May say no of an odd one that is.</summary>
    private static bool IsCanonicalKey(string step)
    {
        if (step.Length > MaxSimpleKey || step.AsSpan().ContainsAnyExceptInRange('!', '~') || step.Contains('\\'))
            return false;
        Span<byte> json = stackalloc byte[MaxSimpleKey];
        var reader = new Utf8JsonReader(json[..Encoding.UTF8.GetBytes(step.AsSpan(2), json)]);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && HasSortedScalars(ref reader);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool HasSortedScalars(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> last = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceCompareTo(last) <= 0 || !reader.Read())
                return false;
            var isPlain = reader.TokenType is JsonTokenType.String or JsonTokenType.True or JsonTokenType.False
                || (reader.TokenType == JsonTokenType.Number && !reader.ValueSpan.ContainsAny(".eE"u8));
            if (!isPlain)
                return false;
            last = name;
        }
        return !last.IsEmpty && reader.TokenType == JsonTokenType.EndObject && !reader.Read();
    }

    /// <summary>
    /// Compares two steps that differ first inside of a JSON string, as nearly all do: there, the order of the text is the order of the
    /// values. Elsewhere, as in numbers, it is not.
    /// </summary>
    private static bool TryCompareInString(string left, string right, out int order)
    {
        order = 0;
        var at = left.AsSpan().CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
            return false;
        var common = left.AsSpan(0, at);
        // what is less than the quote that ends a string would be in the wrong order next to it
        if (left[at] < '"' || right[at] < '"' || common.Contains('\\') || left[at] == '\\' || right[at] == '\\' || common.Count('"') % 2 == 0)
            return false;
        order = left[at] - right[at];
        return true;
    }

    private static bool TryParse(string step, out JsonNode? value)
    {
        value = null;
        try
        {
            value = JsonNode.Parse(step[2..]);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int Rank(char kind) => kind switch
    {
        'f' => 0,
        'k' => 1,
        'v' => 2,
        _ => 3,
    };

    private static int Compare(JsonNode? left, JsonNode? right)
    {
        var ranks = Rank(left) - Rank(right);
        if (ranks != 0)
            return ranks;
        switch (left)
        {
            case JsonObject leftKey:
                return CompareKeys(leftKey, (JsonObject)right!);
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                return decimal.TryParse(Json(left), NumberStyles.Float, CultureInfo.InvariantCulture, out var first)
                    && decimal.TryParse(Json(right), NumberStyles.Float, CultureInfo.InvariantCulture, out var second)
                    ? first.CompareTo(second)
                    : string.CompareOrdinal(Json(left), Json(right));
            case JsonValue text when text.GetValueKind() == JsonValueKind.String:
                return string.CompareOrdinal(text.GetValue<string>(), right!.GetValue<string>());
            default:
                return string.CompareOrdinal(Json(left), Json(right));
        }
    }

    private static int CompareKeys(JsonObject left, JsonObject right)
    {
        using var others = right.GetEnumerator();
        foreach (var (name, value) in left)
        {
            if (!others.MoveNext())
                return 1;
            var order = string.CompareOrdinal(name, others.Current.Key);
            if (order == 0)
                order = Compare(value, others.Current.Value);
            if (order != 0)
                return order;
        }
        return others.MoveNext() ? -1 : 0;
    }

    private static int Rank(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        JsonValueKind.False => 2,
        JsonValueKind.True => 2,
        JsonValueKind.Array => 3,
        JsonValueKind.Object => 4,
        _ => 5,
    };
}
