using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Trireme.Server.Cache;

/// <summary>
/// Makes the served form of an object out of the stored one: puts the resource version behind the UID and reads out what selection needs.
/// Reads only as far as the metadata, which the canonical order has in front. Thread-safe.
/// </summary>
internal static class CachedObjectReader
{
    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();
    private static readonly StringPool Pool = new();

    /// <summary>The object with this key out of its stored bytes.</summary>
    /// <param name="key">The key in the kind's table: <c>ns/name</c> or the bare name.</param>
    /// <exception cref="InvalidDataException">The bytes are not an object of the API: the store holds something that this server did not write.</exception>
    public static CachedObject Read(string key, ReadOnlySpan<byte> stored, long revision)
    {
        var scan = Scan(key, stored);
        Span<byte> splice = stackalloc byte[48];
        var length = 0;
        Put(splice, ref length, ",\"resourceVersion\":\""u8);
        var versionStart = scan.SpliceAt + length;
        Utf8Formatter.TryFormat(revision, splice[length..], out var digits);
        length += digits;
        splice[length++] = (byte)'"';

        var json = new byte[stored.Length + length];
        stored[..scan.SpliceAt].CopyTo(json);
        splice[..length].CopyTo(json.AsSpan(scan.SpliceAt));
        stored[scan.SpliceAt..].CopyTo(json.AsSpan(scan.SpliceAt + length));

        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return new CachedObject
        {
            Key = key,
            Namespace = slash < 0 ? "" : Pool.Get(key.AsSpan(0, slash)),
            Name = slash < 0 ? key : key[(slash + 1)..],
            Uid = scan.Uid,
            Revision = revision,
            Json = json,
            VersionStart = versionStart,
            VersionLength = digits,
            Labels = scan.Labels ?? NoLabels,
        };
    }

    private static void Put(Span<byte> target, ref int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(target[length..]);
        length += text.Length;
    }

    private static MetadataScan Scan(string key, ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(stored, new JsonReaderOptions { MaxDepth = 256 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw NotAnObject(key);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            reader.Read();
            if (!isMetadata)
                reader.Skip();
            else if (reader.TokenType == JsonTokenType.StartObject)
                return ScanMetadata(key, ref reader);
        }
        throw NotAnObject(key);
    }

    private static MetadataScan ScanMetadata(string key, ref Utf8JsonReader reader)
    {
        var scan = new MetadataScan();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("uid"u8))
            {
                reader.Read();
                scan.Uid = reader.GetString() ?? "";
                scan.SpliceAt = (int)reader.BytesConsumed;
            }
            else if (reader.ValueTextEquals("labels"u8))
            {
                reader.Read();
                scan.Labels = ReadLabels(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return scan.SpliceAt > 0 ? scan : throw NotAnObject(key);
    }

    private static Dictionary<string, string>? ReadLabels(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        Dictionary<string, string>? labels = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Pooled(ref reader);
            reader.Read();
            (labels ??= new Dictionary<string, string>(4, StringComparer.Ordinal))[name] = Pooled(ref reader);
        }
        return labels;
    }

    private static string Pooled(ref Utf8JsonReader reader)
    {
        // labels are at most 253+1+63 characters; longer text does not come from a validated object and is not worth pooling
        if (reader.ValueIsEscaped || reader.ValueSpan.Length > 320)
            return reader.GetString() ?? "";
        Span<char> characters = stackalloc char[320];
        var count = Encoding.UTF8.GetChars(reader.ValueSpan, characters);
        return Pool.Get(characters[..count]);
    }

    private static InvalidDataException NotAnObject(string key) => new($"the stored value of \"{key}\" is not an object with a uid");

    private struct MetadataScan
    {
        public MetadataScan()
        {
        }

        public string Uid { get; set; } = "";

        public int SpliceAt { get; set; }

        public Dictionary<string, string>? Labels { get; set; }
    }
}
