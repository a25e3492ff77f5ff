using System.IO.Pipelines;
using Trireme.Api.Meta.V1;
using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>Writes the events of one watch and sends them when there is enough of them.</summary>
internal sealed class WatchWriter(IWatchFormat format, PipeWriter output)
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
        format.Event(output, item.Type, item.Object!);
        return output.UnflushedBytes < FlushFrom ? default : FlushAsync(cancellationToken);
    }

    /// <summary>Writes a bookmark.</summary>
    /// <param name="revision">The revision that the client has seen everything up to.</param>
    /// <param name="initialEventsEnd">Whether it ends the objects that were there when the watch began (KEP-3157).</param>
    public void Bookmark(long revision, bool initialEventsEnd)
    {
        format.Bookmark(output, revision, initialEventsEnd);
        _sent = Math.Max(_sent, revision);
    }

    /// <summary>Writes an error, after which a stream ends.</summary>
    public void Error(Status status) => format.Error(output, status);

    /// <summary>Sends what has gathered; waits while the client is slow.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var result = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (result.IsCompleted)
            throw new OperationCanceledException("the client has left");
    }
}
