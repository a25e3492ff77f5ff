using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Decoding;

internal sealed partial class SchemaReader
{
    private bool ReadScalar(ref Utf8JsonReader reader, SchemaNode node, SchemaNode owner, out JsonNode? value)
    {
        value = null;
        switch (node.Type)
        {
            case SchemaType.String:
                if (reader.TokenType != JsonTokenType.String)
                    return WrongType(ref reader, node, owner);
                value = JsonValue.Create(reader.GetString()!);
                return true;
            case SchemaType.Int32:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var small))
                    return WrongType(ref reader, node, owner);
                value = JsonValue.Create(small);
                return true;
            case SchemaType.Int64:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var large))
                    return WrongType(ref reader, node, owner);
                value = JsonValue.Create(large);
                return true;
            case SchemaType.Number:
                if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var real))
                    return WrongType(ref reader, node, owner);
                value = JsonValue.Create(real);
                return true;
            case SchemaType.Boolean:
                if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
                    return WrongType(ref reader, node, owner);
                value = JsonValue.Create(reader.GetBoolean());
                return true;
            case SchemaType.IntOrString:
                return ReadIntOrString(ref reader, out value);
            case SchemaType.Quantity:
                return ReadQuantity(ref reader, out value);
            case SchemaType.Time:
            case SchemaType.MicroTime:
                return ReadTime(ref reader, node.Type == SchemaType.MicroTime, out value);
            case SchemaType.Bytes:
                return ReadBytes(ref reader, node, owner, out value);
            default:
                throw new InvalidOperationException($"a scalar of type {node.Type} is not known");
        }
    }

    private bool ReadIntOrString(ref Utf8JsonReader reader, out JsonNode? value)
    {
        value = null;
        if (reader.TokenType == JsonTokenType.String)
            value = JsonValue.Create(reader.GetString()!);
        else if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
            value = JsonValue.Create(number);
        else
            Error = $"json: cannot unmarshal {Shown(ref reader, numberText: true)} into Go value of type int32";
        return value is not null;
    }

    private bool ReadQuantity(ref Utf8JsonReader reader, out JsonNode? value)
    {
        value = null;
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!.Trim(),
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        if (text is null || !Quantity.TryParse(text, out var quantity))
        {
            Error = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
            return false;
        }
        value = JsonValue.Create(CanonicalQuantity.Of(text, quantity));
        return true;
    }

    private bool ReadTime(ref Utf8JsonReader reader, bool micro, out JsonNode? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            Error = $"json: cannot unmarshal {TokenName(reader.TokenType)} into Go value of type string";
            return false;
        }
        var text = reader.GetString()!;
        if (text.Length < 20 || !(text[^1] is 'Z' || text[^6] is '+' or '-') || !reader.TryGetDateTimeOffset(out var time))
        {
            var layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
            Error = $"parsing time \"{Shortened(text)}\" as \"{layout}\": cannot parse \"{Shortened(text)}\" as \"2006\"";
            return false;
        }
        value = JsonValue.Create(time.UtcDateTime.ToString(micro ? MicroTimeConverter.Format : TimeConverter.Format, CultureInfo.InvariantCulture));
        return true;
    }

    private bool ReadBytes(ref Utf8JsonReader reader, SchemaNode node, SchemaNode owner, out JsonNode? value)
    {
        value = null;
        if (reader.TokenType != JsonTokenType.String)
            return WrongType(ref reader, node, owner);
        var text = reader.GetString()!;
        if (text.AsSpan().ContainsAny('\r', '\n'))
            text = text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        if (!System.Buffers.Text.Base64.IsValid(text))
        {
            Error = $"illegal base64 data at input byte {FirstIllegal(text)}";
            return false;
        }
        value = JsonValue.Create(text);
        return true;
    }

    private static int FirstIllegal(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAsciiLetterOrDigit(text[at]) && text[at] is not ('+' or '/') && !(text[at] == '=' && at >= text.Length - 2))
                return at;
        }
        return text.Length / 4 * 4;
    }

    private JsonNode? ReadAny(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var obj = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = reader.GetString()!;
                    if (obj.ContainsKey(key))
                        problems?.Duplicate(_trail.Full(Shortened(key)));
                    reader.Read();
                    obj[key] = ReadAny(ref reader);
                }
                return obj;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Add(ReadAny(ref reader));
                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? JsonValue.Create(whole) : JsonNode.Parse(ref reader);
            case JsonTokenType.True:
            case JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }

    private bool WrongType(ref Utf8JsonReader reader, SchemaNode node, SchemaNode owner)
    {
        // A number is shown in full only where it is a number that was wanted.
        var wantsNumber = node.Type is SchemaType.Int32 or SchemaType.Int64 or SchemaType.Number;
        Error = $"json: cannot unmarshal {Shown(ref reader, wantsNumber)} into Go struct field {GoTypes.Structure(owner)}.{_trail.FieldsOnly()} of type {GoTypes.Name(node)}";
        return false;
    }

    private static string Shown(ref Utf8JsonReader reader, bool numberText) =>
        reader.TokenType == JsonTokenType.Number && numberText
            ? "number " + Shortened(Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan))
            : TokenName(reader.TokenType);

    /// <summary>What a null inside of a list or map stands for.</summary>
    private static JsonNode? Zero(SchemaNode node) => node.Type switch
    {
        SchemaType.Object or SchemaType.Map => new JsonObject(),
        SchemaType.List => new JsonArray(),
        SchemaType.String or SchemaType.Bytes => JsonValue.Create(""),
        SchemaType.Int32 or SchemaType.Int64 or SchemaType.Number or SchemaType.IntOrString => JsonValue.Create(0),
        SchemaType.Boolean => JsonValue.Create(false),
        SchemaType.Quantity => JsonValue.Create("0"),
        _ => null,
    };
}
