using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace Trireme.Machinery.Selectors;

/// <summary>Reads one selectable field from an object's UTF-8 JSON without building a tree. Immutable, thread-safe.</summary>
internal class FieldReader
{
    private const int MaxCached = 256;

    private static readonly ConcurrentDictionary<string, FieldReader> Cache = new();

    private readonly byte[][] _path;
    private readonly string _absent;

    protected FieldReader(string path, string absent)
    {
        _path = Array.ConvertAll(path.Split('.'), Encoding.UTF8.GetBytes);
        _absent = absent;
    }

    public static FieldReader Of(string field)
    {
        if (Cache.TryGetValue(field, out var known))
            return known;
        FieldReader reader = field switch
        {
            "spec.unschedulable" or "spec.hostNetwork" => new FieldReader(field, "false"),
            "status.replicas" or "status.successful" => new FieldReader(field, "0"),
            "spec.host" => new FieldReader("spec.nodeName", ""),
            "status.podIPs" => new PodAddressesReader(),
            "source" => new EventSourceReader(),
            _ => new FieldReader(field, ""),
        };
        if (Cache.Count < MaxCached) // the names come from requests
            Cache.TryAdd(field, reader);
        return reader;
    }

    /// <summary>The value; where the object lacks it, what Kubernetes takes instead.</summary>
    public virtual string Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return TryEnter(ref reader) ? Scalar(ref reader) : _absent;
    }

    /// <summary>Whether the field has this value. Does not allocate for a string that is present.</summary>
    public virtual bool IsEqual(ReadOnlySpan<byte> json, string value)
    {
        var reader = new Utf8JsonReader(json);
        if (!TryEnter(ref reader))
            return value == _absent;
        return reader.TokenType == JsonTokenType.String ? reader.ValueTextEquals(value) : Scalar(ref reader) == value;
    }

    /// <summary>Moves onto the field's value.</summary>
    protected bool TryEnter(ref Utf8JsonReader reader)
    {
        foreach (var name in _path)
        {
            if (!JsonSeek.Enter(ref reader, name))
                return false;
        }
        return reader.Read() && reader.TokenType != JsonTokenType.Null;
    }

    private static string Scalar(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString()!,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => "",
    };

    /// <summary><c>status.podIPs</c> is a list of structures: its value is the addresses with commas between.</summary>
    private sealed class PodAddressesReader() : FieldReader("status.podIPs", "")
    {
        public override string Read(ReadOnlySpan<byte> json)
        {
            var reader = new Utf8JsonReader(json);
            if (!TryEnter(ref reader) || reader.TokenType != JsonTokenType.StartArray)
                return "";
            var depth = reader.CurrentDepth;
            var addresses = new List<string>();
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("ip"u8) && reader.Read())
                    addresses.Add(Scalar(ref reader));
            }
            return string.Join(',', addresses);
        }

        public override bool IsEqual(ReadOnlySpan<byte> json, string value) => Read(json) == value;
    }

    /// <summary>An event's <c>source</c> is its source's component, or the component that reported it.</summary>
    private sealed class EventSourceReader() : FieldReader("source.component", "")
    {
        private static readonly FieldReader Reporter = new("reportingComponent", "");

        public override string Read(ReadOnlySpan<byte> json)
        {
            var component = base.Read(json);
            return component.Length > 0 ? component : Reporter.Read(json);
        }

        public override bool IsEqual(ReadOnlySpan<byte> json, string value) => Read(json) == value;
    }
}
