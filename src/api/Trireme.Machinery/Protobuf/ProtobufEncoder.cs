using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// Turns JSON that conforms to a schema into the message that says the same, without building a tree. Fields without a number are left out.
/// </summary>
internal static class ProtobufEncoder
{
    /// <summary>The most levels that JSON may nest, beyond what the decoder of requests allows.</summary>
    private const int MaximumDepth = 256;

    /// <summary>Writes a message's fields.</summary>
    /// <exception cref="FormatException">The JSON does not conform to the schema.</exception>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static void Write(WireWriter output, SchemaNode node, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new FormatException("a message is made of a JSON object");
        WriteFields(output, ref reader, node);
    }

    /// <summary>Writes the fields of an object; the reader stands at its start, and afterwards at its end.</summary>
    private static void WriteFields(WireWriter output, ref Utf8JsonReader reader, SchemaNode node)
    {
        var again = reader; // a copy: embedded messages gather fields that JSON scatters
        var inlines = WriteGroup(output, ref reader, node, 0);
        for (var number = 1; inlines != 0; number++, inlines >>= 1)
        {
            if ((inlines & 1) == 0)
                continue;
            var start = output.Begin(number);
            var copy = again;
            WriteGroup(output, ref copy, node, number);
            output.End(start);
        }
    }

    /// <summary>Writes the fields of one group.</summary>
    /// <returns>A bit for each other group that the object has fields of; the lowest is group 1.</returns>
    private static uint WriteGroup(WireWriter output, ref Utf8JsonReader reader, SchemaNode node, int inline)
    {
        uint others = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = node.Fields.TryGetValue(reader.GetString()!, out var field) && field.ProtoNumber > 0;
            reader.Read();
            if (!known || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
            }
            else if (field!.ProtoInline != inline)
            {
                if (field.ProtoInline > 0)
                    others |= 1u << (field.ProtoInline - 1);
                reader.Skip();
            }
            else
            {
                WriteField(output, ref reader, field.ProtoNumber, field.Node);
            }
        }
        return others;
    }

    private static void WriteField(WireWriter output, ref Utf8JsonReader reader, int number, SchemaNode node)
    {
        switch (node.Type)
        {
            case SchemaType.List:
                Expect(ref reader, JsonTokenType.StartArray);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    WriteValue(output, ref reader, number, node.Element!);
                break;
            case SchemaType.Map:
                Expect(ref reader, JsonTokenType.StartObject);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var entry = output.Begin(number);
                    WriteText(output, ref reader, 1);
                    reader.Read();
                    WriteValue(output, ref reader, 2, node.Element!);
                    output.End(entry);
                }
                break;
            default:
                WriteValue(output, ref reader, number, node);
                break;
        }
    }

    private static void WriteValue(WireWriter output, ref Utf8JsonReader reader, int number, SchemaNode node)
    {
        switch (node.Type)
        {
            case SchemaType.Int32 or SchemaType.Int64:
                output.Integer(number, reader.GetInt64());
                return;
            case SchemaType.Boolean:
                output.Integer(number, reader.GetBoolean() ? 1 : 0);
                return;
            case SchemaType.Number:
                output.Fixed64(number, BitConverter.DoubleToUInt64Bits(reader.GetDouble()));
                return;
            case SchemaType.String:
                WriteText(output, ref reader, number);
                return;
            case SchemaType.Bytes:
                output.Bytes(number, reader.GetBytesFromBase64());
                return;
        }
        var start = output.Begin(number);
        switch (node.Type)
        {
            case SchemaType.Object:
                Expect(ref reader, JsonTokenType.StartObject);
                WriteFields(output, ref reader, node);
                break;
            case SchemaType.List:
                WriteField(output, ref reader, 1, node);
                break;
            case SchemaType.IntOrString when reader.TokenType == JsonTokenType.Number:
                output.Integer(1, 0);
                output.Integer(2, reader.GetInt32());
                break;
            case SchemaType.IntOrString:
                output.Integer(1, 1);
                WriteText(output, ref reader, 3);
                break;
            case SchemaType.Quantity when reader.TokenType == JsonTokenType.Number:
                output.Bytes(1, reader.ValueSpan);
                break;
            case SchemaType.Quantity:
                WriteText(output, ref reader, 1);
                break;
            case SchemaType.Time or SchemaType.MicroTime:
                WriteTime(output, reader.GetDateTimeOffset());
                break;
            case SchemaType.Any:
                WriteAny(output, ref reader);
                break;
            default:
                throw new FormatException($"{node.Type} has no protobuf form");
        }
        output.End(start);
    }

    private static void WriteText(WireWriter output, ref Utf8JsonReader reader, int number)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            throw new FormatException("a string was expected");
        if (!reader.ValueIsEscaped)
        {
            output.Bytes(number, reader.ValueSpan);
            return;
        }
        var start = output.Begin(number);
        output.Advance(reader.CopyString(output.Space(reader.ValueSpan.Length))); // unescaped is never longer
        output.End(start);
    }

    private static void WriteTime(WireWriter output, DateTimeOffset time)
    {
        output.Integer(1, time.ToUnixTimeSeconds());
        output.Integer(2, time.UtcTicks % TimeSpan.TicksPerSecond * 100);
    }

    private static void WriteAny(WireWriter output, ref Utf8JsonReader reader)
    {
        var node = JsonNode.Parse(ref reader);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer);
        }
        output.Bytes(1, buffer.WrittenSpan);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType wanted)
    {
        if (reader.TokenType != wanted)
            throw new FormatException($"{wanted} was expected at byte {reader.TokenStartIndex.ToString(CultureInfo.InvariantCulture)}");
    }
}
