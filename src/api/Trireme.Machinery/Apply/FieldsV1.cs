using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

/// <summary>
/// FieldsV1 between its JSON and sets of fields. It goes through UTF-8 bytes: trees of nodes would cost several times the sets
/// themselves, and every write of an object comes through here.
/// </summary>
internal static class FieldsV1
{
    private const int MaxDepth = 128;
    private const int MaxKeptBuffer = 256 * 1024;
    private const int PoolSize = 2048;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = MaxDepth * 2,
    };

    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth * 2 };

    // The same few steps make up the fields of all objects. A lost race only costs a string.
    private static readonly string?[] Pool = new string?[PoolSize];

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    /// <summary>Reads a set.</summary>
    /// <returns>Null where the JSON is not FieldsV1.</returns>
    public static FieldSet? Read(JsonNode json)
    {
        var reader = new Utf8JsonReader(Bytes(json), ReaderOptions);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader, 0) : null;
        }
        catch (JsonException)
        {
            return null; // too deep
        }
    }

    /// <summary>The JSON of a set, as a node that is not yet taken apart.</summary>
    public static JsonObject Write(FieldSet set)
    {
        var buffer = Buffer();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            Write(writer, set);
        return JsonNode.Parse(buffer.WrittenSpan, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth * 2 })!.AsObject();
    }

    /// <summary>Whether FieldsV1 has a field of a set. Cheap when the set is small.</summary>
    public static bool Overlaps(JsonNode json, FieldSet set)
    {
        if (set.IsEmpty)
            return false;
        var reader = new Utf8JsonReader(Bytes(json), ReaderOptions);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject && Overlaps(ref reader, set, out _);
    }

    /// <summary>Whether two nodes are written alike.</summary>
    public static bool AreSame(JsonNode left, JsonNode right)
    {
        var first = Bytes(left);
        var copy = ArrayPool<byte>.Shared.Rent(first.Length);
        first.CopyTo(copy);
        var same = Bytes(right).SequenceEqual(copy.AsSpan(0, first.Length));
        ArrayPool<byte>.Shared.Return(copy);
        return same;
    }

    private static FieldSet? Read(ref Utf8JsonReader reader, int depth)
    {
        if (depth > MaxDepth)
            return null;
        var result = new FieldSetBuilder(4);
        var isMember = false;
        var isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (reader.ValueTextEquals("."u8))
            {
                isMember = depth > 0;
                if (!reader.Read() || !reader.TrySkip())
                    return null;
                continue;
            }
            if (Step(ref reader) is not { } step || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            if (Read(ref reader, depth + 1) is not { } child)
                return null;
            result.Add(step, child);
        }
        // an empty object means the field itself; at the root it means nothing
        return result.Build(isMember || (isEmpty && depth > 0));
    }

    private static string? Step(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || !reader.ValueSpan.StartsWith("f:"u8))
            return FieldPath.Canonical(reader.GetString()!);
        var bytes = reader.ValueSpan;
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        ref var pooled = ref Pool[(uint)hash.ToHashCode() % PoolSize];
        if (pooled is { } known && reader.ValueTextEquals(known))
            return known;
        var step = Encoding.UTF8.GetString(bytes);
        pooled = step;
        return step;
    }

    private static void Write(Utf8JsonWriter writer, FieldSet set)
    {
        writer.WriteStartObject();
        if (set.IsMember && set.HasChildren)
        {
            writer.WriteStartObject("."u8);
            writer.WriteEndObject();
        }
        for (var i = 0; i < set.Steps.Length; i++)
        {
            writer.WritePropertyName(set.Steps[i]);
            Write(writer, set.Children[i]);
        }
        writer.WriteEndObject();
    }

    /// <param name="reader">Stands on the start of an object, and moves to its end unless a field was found.</param>
    /// <param name="set">The fields.</param>
    /// <param name="isEmpty">Whether the object is empty, so that it means the field itself.</param>
    private static bool Overlaps(ref Utf8JsonReader reader, FieldSet set, out bool isEmpty)
    {
        isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            if (set.IsMember && reader.ValueTextEquals("."u8))
                return true;
            var child = Child(ref reader, set);
            if (!reader.Read())
                return false;
            if (child is null || reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else if (Overlaps(ref reader, child, out var isLeaf) || (isLeaf && child.IsMember))
                return true;
        }
        return false;
    }

    private static FieldSet? Child(ref Utf8JsonReader reader, FieldSet set)
    {
        for (var i = 0; i < set.Steps.Length; i++)
        {
            if (reader.ValueTextEquals(set.Steps[i]))
                return set.Children[i];
        }
        return null;
    }

    private static ReadOnlySpan<byte> Bytes(JsonNode json)
    {
        var buffer = Buffer();
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            json.WriteTo(writer);
        return buffer.WrittenSpan;
    }

    private static ArrayBufferWriter<byte> Buffer()
    {
        if (_buffer is null || _buffer.Capacity > MaxKeptBuffer)
            _buffer = new ArrayBufferWriter<byte>(4096);
        else
            _buffer.ResetWrittenCount();
        return _buffer;
    }
}
