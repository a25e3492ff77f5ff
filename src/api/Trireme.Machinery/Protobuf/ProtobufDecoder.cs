using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// Turns a message into the JSON that says the same, along a schema. What the schema does not know is passed over. One decoder serves one body.
/// </summary>
internal sealed class ProtobufDecoder
{
    private const int MaximumDepth = 100;
    private const int MaximumValues = 1 << 19; // a body of some megabytes must not become gigabytes of nodes

    private int _depth;
    private int _values;

    /// <summary>Reads a message of a structure.</summary>
    /// <exception cref="ProtoFormatException">The bytes are no such message.</exception>
    public JsonObject Read(SchemaNode node, ReadOnlySpan<byte> bytes)
    {
        var obj = new JsonObject();
        ReadInto(obj, node, bytes, inline: 0);
        return obj;
    }

    private void ReadInto(JsonObject obj, SchemaNode node, ReadOnlySpan<byte> bytes, int inline)
    {
        if (++_depth > MaximumDepth)
            throw new ProtoFormatException("exceeded max depth");
        var layout = node.Layout;
        var name = Name(node);
        var reader = new WireReader(bytes);
        while (reader.TryReadTag(name, out var number, out var type))
        {
            if (inline == 0 && layout.IsInline(number))
            {
                Expect(type, WireType.Bytes, number.ToString(CultureInfo.InvariantCulture));
                ReadInto(obj, node, reader.ReadBytes(), number);
            }
            else if (layout.Find(inline, number) is { } field)
            {
                ReadField(obj, field, ref reader, type);
            }
            else
            {
                reader.Skip(type);
            }
        }
        _depth--;
    }

    private void ReadField(JsonObject obj, SchemaField field, ref WireReader reader, WireType type)
    {
        switch (field.Node.Type)
        {
            case SchemaType.List:
                if (obj[field.Name] is not JsonArray list)
                    obj[field.Name] = list = [];
                ReadItem(list, field, ref reader, type);
                break;
            case SchemaType.Map:
                Expect(type, WireType.Bytes, field.Name);
                if (obj[field.Name] is not JsonObject map)
                    obj[field.Name] = map = [];
                ReadEntry(map, field, reader.ReadBytes());
                break;
            case SchemaType.Object:
                Expect(type, WireType.Bytes, field.Name);
                if (obj[field.Name] is not JsonObject inner)
                    obj[field.Name] = inner = [];
                Count();
                ReadInto(inner, field.Node, reader.ReadBytes(), inline: 0); // a message that comes twice is merged
                break;
            default:
                var value = ReadValue(field.Node, field.Name, ref reader, type);
                if (value is null || (field.ProtoPlain && IsZero(value)))
                    obj.Remove(field.Name);
                else
                    obj[field.Name] = value;
                break;
        }
    }

    private void ReadItem(JsonArray list, SchemaField field, ref WireReader reader, WireType type)
    {
        var element = field.Node.Element!;
        if (type == WireType.Bytes && element.Type is SchemaType.Int32 or SchemaType.Int64 or SchemaType.Boolean)
        {
            var packed = new WireReader(reader.ReadBytes());
            while (!packed.IsAtEnd)
                list.Add(ReadValue(element, field.Name, ref packed, WireType.Varint));
            return;
        }
        list.Add(ReadValue(element, field.Name, ref reader, type));
    }

    private void ReadEntry(JsonObject map, SchemaField field, ReadOnlySpan<byte> entry)
    {
        var element = field.Node.Element!;
        var key = "";
        JsonNode? value = null;
        var reader = new WireReader(entry);
        while (reader.TryReadTag(field.Name, out var number, out var type))
        {
            if (number == 1)
            {
                Expect(type, WireType.Bytes, field.Name);
                key = Text(reader.ReadBytes());
            }
            else if (number == 2)
            {
                value = ReadValue(element, field.Name, ref reader, type);
            }
            else
            {
                reader.Skip(type);
            }
        }
        map[key] = value ?? Absent(element);
    }

    /// <summary>The value of one field; null for a time that is not set.</summary>
    private JsonNode? ReadValue(SchemaNode node, string name, ref WireReader reader, WireType type)
    {
        Count();
        switch (node.Type)
        {
            case SchemaType.Int32:
                Expect(type, WireType.Varint, name);
                return JsonValue.Create((int)reader.ReadVarint());
            case SchemaType.Int64:
                Expect(type, WireType.Varint, name);
                return JsonValue.Create((long)reader.ReadVarint());
            case SchemaType.Boolean:
                Expect(type, WireType.Varint, name);
                return JsonValue.Create(reader.ReadVarint() != 0);
            case SchemaType.Number:
                Expect(type, WireType.Fixed64, name);
                var real = BitConverter.UInt64BitsToDouble(reader.ReadFixed64());
                return double.IsFinite(real) ? JsonValue.Create(real) : throw new ProtoFormatException($"json: unsupported value: {real}");
        }
        Expect(type, WireType.Bytes, name);
        var bytes = reader.ReadBytes();
        return node.Type switch
        {
            SchemaType.Object => Read(node, bytes),
            SchemaType.List => ReadItems(node, bytes),
            SchemaType.String => JsonValue.Create(Text(bytes)),
            SchemaType.Bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
            SchemaType.IntOrString => ReadIntOrString(bytes),
            SchemaType.Quantity => ReadQuantity(bytes),
            SchemaType.Time => ReadTime(bytes, TimeConverter.Format),
            SchemaType.MicroTime => ReadTime(bytes, MicroTimeConverter.Format),
            SchemaType.Any => ReadAny(bytes),
            _ => throw new ProtoFormatException($"proto: {name} has no protobuf form"),
        };
    }

    /// <summary>A list that is the value of a map stands in a message of its own.</summary>
    private JsonArray ReadItems(SchemaNode node, ReadOnlySpan<byte> bytes)
    {
        var list = new JsonArray();
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("items", out var number, out var type))
        {
            if (number == 1)
                list.Add(ReadValue(node.Element!, "items", ref reader, type));
            else
                reader.Skip(type);
        }
        return list;
    }

    private static JsonNode ReadIntOrString(ReadOnlySpan<byte> bytes)
    {
        ulong kind = 0, number = 0;
        var text = "";
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("IntOrString", out var field, out var type))
        {
            if (field is 1 or 2)
            {
                Expect(type, WireType.Varint, field == 1 ? "Type" : "IntVal");
                var value = reader.ReadVarint();
                if (field == 1)
                    kind = value;
                else
                    number = value;
            }
            else if (field == 3)
            {
                Expect(type, WireType.Bytes, "StrVal");
                text = Text(reader.ReadBytes());
            }
            else
            {
                reader.Skip(type);
            }
        }
        return kind switch
        {
            0 => JsonValue.Create((int)number),
            1 => JsonValue.Create(text),
            _ => throw new ProtoFormatException("impossible IntOrString.Type"),
        };
    }

    private static JsonNode ReadQuantity(ReadOnlySpan<byte> bytes)
    {
        var text = "";
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("Quantity", out var number, out var type))
        {
            if (number == 1)
            {
                Expect(type, WireType.Bytes, "String_");
                text = Text(reader.ReadBytes());
            }
            else
            {
                reader.Skip(type);
            }
        }
        return JsonValue.Create(text.Length == 0 ? "0" : text);
    }

    private static JsonNode? ReadTime(ReadOnlySpan<byte> bytes, string format)
    {
        const long First = -62135596800; // the year 1, which Go takes for no time at all
        const long Last = 253402300799;
        long seconds = 0, nanos = 0;
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("Timestamp", out var number, out var type))
        {
            if (number is not (1 or 2))
            {
                reader.Skip(type);
                continue;
            }
            Expect(type, WireType.Varint, number == 1 ? "Seconds" : "Nanos");
            var value = (long)reader.ReadVarint();
            if (number == 1)
                seconds = value;
            else
                nanos = (int)value;
        }
        if ((seconds == 0 && nanos == 0) || seconds == First)
            return null;
        if (seconds is < First or > Last || nanos is < 0 or > 999_999_999)
            throw new ProtoFormatException("Time.MarshalJSON: year outside of range [0,9999]");
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);
        return JsonValue.Create(time.ToString(format, CultureInfo.InvariantCulture));
    }

    private JsonNode? ReadAny(ReadOnlySpan<byte> bytes)
    {
        JsonNode? value = null;
        var reader = new WireReader(bytes);
        while (reader.TryReadTag("RawExtension", out var number, out var type))
        {
            if (number != 1)
            {
                reader.Skip(type);
                continue;
            }
            Expect(type, WireType.Bytes, "Raw");
            var raw = reader.ReadBytes();
            Count(raw.Length / 8);
            try
            {
                value = raw.IsEmpty ? null : JsonNode.Parse(raw, documentOptions: new JsonDocumentOptions { MaxDepth = MaximumDepth });
            }
            catch (JsonException)
            {
                throw new ProtoFormatException("proto: the raw value of an extension is no JSON");
            }
        }
        return value;
    }

    private static bool IsZero(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>().Length == 0,
        JsonValueKind.False => true,
        JsonValueKind.Number => value.AsValue().TryGetValue(out int small) ? small == 0 : value.AsValue().TryGetValue(out long large) && large == 0,
        _ => false,
    };

    private static JsonNode? Absent(SchemaNode node) => node.Type switch
    {
        SchemaType.Object or SchemaType.Map => new JsonObject(),
        SchemaType.List => new JsonArray(),
        SchemaType.String or SchemaType.Bytes => JsonValue.Create(""),
        SchemaType.Quantity => JsonValue.Create("0"),
        SchemaType.Boolean => JsonValue.Create(false),
        SchemaType.Int32 or SchemaType.Int64 or SchemaType.Number or SchemaType.IntOrString => JsonValue.Create(0),
        _ => null,
    };

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    private static string Name(SchemaNode node)
    {
        var definition = node.Definition ?? "";
        return definition[(definition.LastIndexOf('.') + 1)..];
    }

    private static void Expect(WireType type, WireType wanted, string field)
    {
        if (type != wanted)
            throw new ProtoFormatException($"proto: wrong wireType = {(int)type} for field {field}");
    }

    private void Count(int more = 1)
    {
        _values += more;
        if (_values > MaximumValues)
            throw new ProtoFormatException($"the object has more than {MaximumValues} values");
    }
}
