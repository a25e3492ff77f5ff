using System.Buffers;
using System.Text.Json;
using Trireme.Api;

namespace Trireme.Client.Objects;

/// <summary>JSON with sorted keys: equal values have equal bytes, so they can be compared and hashed.</summary>
public static class CanonicalJson
{
    /// <summary>A value of the API as sorted UTF-8 JSON.</summary>
    public static ReadOnlyMemory<byte> Of<T>(T value)
        where T : class
    {
        using var document = JsonSerializer.SerializeToDocument(value, ApiJson.Of<T>());
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
            Write(document.RootElement, writer);
        return buffer.WrittenMemory;
    }

    private static void Write(JsonElement value, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(property.Value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
