using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trireme.Api.Meta.V1;

/// <summary>Reads a <see cref="Quantity"/> from a JSON string or number and writes it as a string.</summary>
public sealed class QuantityConverter : JsonConverter<Quantity>
{
    public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? System.Buffers.BuffersExtensions.ToArray(reader.ValueSequence) : reader.ValueSpan),
            _ => throw new JsonException("expected a quantity"),
        };
        return Quantity.TryParse(text, out var quantity) ? quantity : throw new JsonException($"unable to parse quantity '{text}'");
    }

    public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
