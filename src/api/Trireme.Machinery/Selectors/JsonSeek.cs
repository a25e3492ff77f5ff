using System.Text.Json;

namespace Trireme.Machinery.Selectors;

/// <summary>Finds a value inside UTF-8 JSON without building a tree.</summary>
internal static class JsonSeek
{
    /// <summary>
    /// Moves into the object that comes next and onto the property of this name, so that the next read gives its value.
    /// </summary>
    /// <returns>False where the next value is not an object or has no such property; the reader's place is then undefined.</returns>
    public static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
                return true;
            reader.Skip();
        }
        return false;
    }
}
