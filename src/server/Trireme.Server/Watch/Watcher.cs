using System.Threading.Channels;
using Trireme.Server.Cache;

namespace Trireme.Server.Watch;

/// <summary>
/// One watch: a selection and a bounded queue of what it has not been told yet. The feed puts in, the request takes out.
/// A queue that is full ends the watch: the client starts over, and nobody else waits for it.
/// </summary>
internal sealed class Watcher(ObjectSelector selector, bool wantsBookmarks) : IDisposable
{
    private const int Capacity = 8192;

    private readonly Channel<WatchItem> _queue = Channel.CreateBounded<WatchItem>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource _cut = new();
    private volatile WatchEnd _end;

    /// <summary>Cancelled when the queue was full, so that a write to a client that does not read gives up.</summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>What is waiting to be sent; completes when the watch ends.</summary>
    public ChannelReader<WatchItem> Queue => _queue.Reader;

    /// <summary>Why the watch has ended.</summary>
    public WatchEnd Ended => _end;

    /// <summary>Whether the watch has ended.</summary>
    public bool HasEnded => _end != WatchEnd.None;

    /// <summary>Takes a change in, if it concerns the selection.</summary>
    public void Offer(CacheEvent change)
    {
        if (selector.Judge(change) is { } item && !_queue.Writer.TryWrite(item))
            End(WatchEnd.Overflow);
    }

    /// <summary>Takes a bookmark in, if the client wants them. One that finds the queue full is left out: there is something to send anyway.</summary>
    public void OfferBookmark(CacheEvent bookmark)
    {
        if (wantsBookmarks)
            _queue.Writer.TryWrite(new WatchItem(CacheEventType.Bookmark, null, bookmark.Revision));
    }

    /// <summary>Ends the watch.</summary>
    public void End(WatchEnd why)
    {
        if (_end == WatchEnd.None)
            _end = why;
        _queue.Writer.TryComplete();
        if (why == WatchEnd.Overflow)
            _ = _cut.CancelAsync(); // callbacks run elsewhere: the feed does not wait for them
    }

    public void Dispose() => _cut.Dispose();
}
