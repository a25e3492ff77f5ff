using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Protobuf;

/// <summary>
/// Reads and writes objects in Kubernetes' protobuf form, from and to the JSON that the server holds. For built-in kinds only: others have no field numbers. Thread-safe.
/// </summary>
public static class KubernetesProtobuf
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    /// <summary>The media type of a watch.</summary>
    public const string StreamMediaType = MediaType + ";stream=watch";

    /// <summary>Whether objects of a kind have a protobuf form.</summary>
    public static bool Has(KindInfo kind) => kind.Type is not null;

    /// <summary>Reads an object of any kind that a schema describes, such as DeleteOptions.</summary>
    /// <param name="body">The bytes with their envelope.</param>
    /// <param name="schema">The object's schema.</param>
    /// <param name="obj">The object; null where the bytes are refused.</param>
    /// <param name="error">Why they are refused; empty otherwise.</param>
    public static bool TryRead(ReadOnlySpan<byte> body, SchemaNode schema, [NotNullWhen(true)] out JsonObject? obj, out string error)
    {
        try
        {
            obj = new ProtobufDecoder().Read(schema, ProtobufEnvelope.Open(body).Raw);
            error = "";
            return true;
        }
        catch (ProtoFormatException broken)
        {
            obj = null;
            error = broken.Message;
            return false;
        }
    }

    /// <summary>Writes one object with its envelope.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="schema">The object's schema.</param>
    /// <param name="apiVersion">What the envelope names.</param>
    /// <param name="kind">What the envelope names.</param>
    /// <param name="json">The object's UTF-8 JSON.</param>
    /// <exception cref="FormatException">The JSON does not conform to the schema.</exception>
    public static void WriteObject(IBufferWriter<byte> output, SchemaNode schema, string apiVersion, string kind, ReadOnlySpan<byte> json)
    {
        using var writer = new WireWriter();
        var raw = ProtobufEnvelope.Begin(writer, apiVersion, kind);
        Write(writer, schema, json);
        ProtobufEnvelope.End(writer, raw);
        output.Write(writer.Written);
    }

    /// <summary>Writes a list with its envelope.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="schema">The schema of the items.</param>
    /// <param name="apiVersion">What the envelope names.</param>
    /// <param name="listKind">What the envelope names.</param>
    /// <param name="metadata">The UTF-8 JSON of the list's metadata.</param>
    /// <param name="items">The UTF-8 JSON of the items.</param>
    /// <exception cref="FormatException">The JSON does not conform to the schema.</exception>
    public static void WriteList(
        IBufferWriter<byte> output, SchemaNode schema, string apiVersion, string listKind, ReadOnlySpan<byte> metadata, IEnumerable<ReadOnlyMemory<byte>> items)
    {
        using var writer = new WireWriter();
        var raw = ProtobufEnvelope.Begin(writer, apiVersion, listKind);
        var start = writer.Begin(1);
        Write(writer, SchemaBuilder.For(typeof(Api.Meta.V1.ListMeta)), metadata);
        writer.End(start);
        foreach (var item in items)
        {
            start = writer.Begin(2);
            Write(writer, schema, item.Span);
            writer.End(start);
        }
        ProtobufEnvelope.End(writer, raw);
        output.Write(writer.Written);
    }

    /// <summary>Writes an event of a watch: four bytes with its length, and a message with its type and the object in its envelope.</summary>
    /// <param name="output">Receives the bytes.</param>
    /// <param name="type">The event's type, such as <c>ADDED</c>.</param>
    /// <param name="envelope">The object with its envelope.</param>
    public static void WriteEvent(IBufferWriter<byte> output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> envelope)
    {
        using var writer = new WireWriter();
        writer.Bytes(1, type);
        var extension = writer.Begin(2);
        writer.Bytes(1, envelope);
        writer.End(extension);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(4), (uint)writer.Length);
        output.Advance(4);
        output.Write(writer.Written);
    }

    private static void Write(WireWriter writer, SchemaNode schema, ReadOnlySpan<byte> json)
    {
        try
        {
            ProtobufEncoder.Write(writer, schema, json);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException("the object does not conform to its schema", wrong);
        }
    }
}
