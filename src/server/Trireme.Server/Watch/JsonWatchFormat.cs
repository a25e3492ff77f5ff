using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Watch;

/// <summary>Events as JSON objects, one a line: a frame around bytes that all watchers share.</summary>
internal sealed class JsonWatchFormat(IObjectView view) : IWatchFormat
{
    public void Event(IBufferWriter<byte> output, CacheEventType type, CachedObject value)
    {
        output.Write(type switch
        {
            CacheEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            CacheEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            _ => "{\"type\":\"DELETED\",\"object\":"u8,
        });
        view.WriteOne(output, value);
        output.Write("}\n"u8);
    }

    public void Bookmark(IBufferWriter<byte> output, long revision, bool initialEventsEnd)
    {
        output.Write("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(view.Kind));
        output.Write("\",\"apiVersion\":\""u8);
        output.Write(Encoding.UTF8.GetBytes(view.ApiVersion));
        output.Write("\",\"metadata\":{\"resourceVersion\":\""u8);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(revision, digits, out var count);
        output.Write(digits[..count]);
        output.Write(initialEventsEnd ? "\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}\n"u8 : "\"}}}\n"u8);
    }

    public void Error(IBufferWriter<byte> output, Status status)
    {
        output.Write("{\"type\":\"ERROR\",\"object\":"u8);
        output.Write(StatusWriter.Encode(status));
        output.Write("}\n"u8);
    }
}
