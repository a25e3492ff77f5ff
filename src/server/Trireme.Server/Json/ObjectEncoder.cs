using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Server.Json;

/// <summary>
/// Writes objects as they are stored: kind, apiVersion and metadata in front, the UID inside the metadata early, no resource version.
/// Thread-safe.
/// </summary>
internal static class ObjectEncoder
{
    private static readonly string[] MetadataFirst = ["name", "generateName", "namespace", "uid"];

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>The bytes to store.</summary>
    public static byte[] Encode(JsonObject obj)
    {
        const int KeptBuffer = 256 << 10;
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        Write(writer, obj);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > KeptBuffer)
            _buffer = null; // a rare giant does not stay with the thread
        return bytes;
    }

    /// <summary>The bytes of any JSON.</summary>
    public static byte[] EncodeNode(JsonNode node)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
            node.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonObject obj)
    {
        writer.WriteStartObject();
        Field(writer, obj, "kind");
        Field(writer, obj, "apiVersion");
        if (obj["metadata"] is JsonObject metadata)
        {
            writer.WritePropertyName("metadata"u8);
            WriteMetadata(writer, metadata);
        }
        foreach (var (name, value) in obj)
        {
            if (name is not ("kind" or "apiVersion" or "metadata"))
                Write(writer, name, value);
        }
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, JsonObject metadata)
    {
        writer.WriteStartObject();
        foreach (var name in MetadataFirst)
            Field(writer, metadata, name);
        foreach (var (name, value) in metadata)
        {
            if (name is not ("name" or "generateName" or "namespace" or "uid" or "resourceVersion" or "selfLink"))
                Write(writer, name, value);
        }
        writer.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter writer, JsonObject obj, string name)
    {
        if (obj[name] is { } value)
            Write(writer, name, value);
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonNode? value)
    {
        if (value is null)
            return; // null means absent in the API; lists keep theirs
        writer.WritePropertyName(name);
        value.WriteTo(writer);
    }
}
