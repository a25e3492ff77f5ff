using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Text;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Verbs;

namespace Trireme.Server.Watch;

/// <summary>Writes the events of one watch: a frame around bytes that all watchers share.</summary>
internal sealed class WatchWriter(IObjectView view, PipeWriter output)
{
    private const int FlushFrom = 64 << 10;

    private long _sent;

    /// <summary>Writes an event; flushes when much has gathered.</summary>
    public ValueTask WriteAsync(in WatchItem item, CancellationToken cancellationToken)
    {
        if (item.Type == CacheEventType.Bookmark)
        {
            // What was sent already may be newer than the bookmark; a stream never goes back.
            Bookmark(Math.Max(item.Revision, _sent), initialEventsEnd: false);
            return default;
        }
        _sent = Math.Max(_sent, item.Revision);
        output.Write(item.Type switch
        {
            CacheEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            CacheEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            _ => "{\"type\":\"DELETED\",\"object\":"u8,
        });
        view.WriteOne(output, item.Object!);
        output.Write("}\n"u8);
        return output.UnflushedBytes < FlushFrom ? default : FlushAsync(cancellationToken);
    }

    /// <summary>Writes a bookmark.</summary>
    /// <param name="revision">The revision that the client has seen everything up to.</param>
    /// <param name="initialEventsEnd">Whether it ends the objects that were there when the watch began (KEP-3157).</param>
    public void Bookmark(long revision, bool initialEventsEnd)
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
        _sent = Math.Max(_sent, revision);
    }

    /// <summary>Writes an error, after which a stream ends.</summary>
    public void Error(Status status)
    {
        output.Write("{\"type\":\"ERROR\",\"object\":"u8);
        output.Write(StatusWriter.Encode(status));
        output.Write("}\n"u8);
    }

    /// <summary>Sends what has gathered; waits while the client is slow.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var result = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new OperationCanceledException("the client has left");
    }
}
