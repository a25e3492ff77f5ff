using System.Buffers.Text;
using System.Text.Json;

namespace Trireme.Server.Verbs;

/// <summary>Where a list that is read in pages goes on. Opaque to clients.</summary>
/// <param name="Revision">The version of all pages; -1 to go on with the present one.</param>
/// <param name="Start">The first key of the next page.</param>
internal readonly record struct ContinueToken(long Revision, string Start)
{
    private const int MaximumLength = 4096;

    /// <summary>The token's text.</summary>
    public override string ToString()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("v"u8, "meta.k8s.io/v1"u8);
            writer.WriteNumber("rv"u8, Revision);
            writer.WriteString("start"u8, Start);
            writer.WriteEndObject();
        }
        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }

    /// <summary>Reads a token; null for a text that is none.</summary>
    public static ContinueToken? Parse(string text)
    {
        if (text.Length > MaximumLength)
            return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(text));
            var root = document.RootElement;
            if (root.TryGetProperty("v", out var v) && v.ValueEquals("meta.k8s.io/v1"u8)
                && root.TryGetProperty("rv", out var rv) && rv.TryGetInt64(out var revision) && revision is -1 or > 0
                && root.TryGetProperty("start", out var start) && start.GetString() is { Length: > 0 } key)
            {
                return new ContinueToken(revision, key);
            }
            return null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
