using System.Text.Json;

namespace Trireme.Machinery.Tables;

/// <summary>Writes the cells of one row. Not thread-safe.</summary>
internal readonly struct RowWriter(Utf8JsonWriter json, DateTimeOffset now)
{
    /// <summary>A cell of text.</summary>
    public void Text(string value) => json.WriteStringValue(value);

    /// <summary>A cell of text, or another text where it is empty.</summary>
    public void Text(string value, string otherwise) => json.WriteStringValue(value.Length > 0 ? value : otherwise);

    /// <summary>A cell with a whole number.</summary>
    public void Number(long value) => json.WriteNumberValue(value);

    /// <summary>The object's name.</summary>
    public void Name(JsonElement item) => json.WriteStringValue(item.At("metadata"u8).Text("name"u8));

    /// <summary>The time since the object was created.</summary>
    public void Age(JsonElement item) => json.WriteStringValue(Since(item.At("metadata"u8).Time("creationTimestamp"u8)));

    /// <summary>The time since a moment, in words.</summary>
    public string Since(DateTimeOffset? moment) => HumanDuration.Since(moment, now);
}
