namespace Trireme.Storage;

/// <summary>
/// A revisioned key-value store. Every committed write gets the next revision, one write a revision, with no gaps and no reuse;
/// a write is on disk before its commit is acknowledged; a watcher sees every event of its range once, in revision order.
/// Thread-safe. The model is etcd's (etcd v3 API reference: KV, Watch), narrowed to what the API server needs.
/// </summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>The revision of the last committed write; 0 for an empty store.</summary>
    long Revision { get; }

    /// <summary>History up to and including this revision is gone: ranges and watches before it answer <see cref="StoreOutcome.Compacted"/>.</summary>
    long CompactedRevision { get; }

    /// <summary>Reads the keys from <paramref name="start"/> (included) to <paramref name="end"/> (excluded) in the order of their UTF-8 bytes.</summary>
    /// <param name="start">The first key.</param>
    /// <param name="end">The key to stop before (<see cref="StoreKeys.PrefixEnd"/> for a prefix); null reads <paramref name="start"/> alone.</param>
    /// <param name="limit">The most entries to return; 0 for no limit.</param>
    /// <param name="revision">The revision to read at; 0 for the latest.</param>
    /// <param name="cancellationToken">Gives up the read.</param>
    /// <returns>Found entries with outcome Ok, or Compacted, or FutureRevision.</returns>
    ValueTask<StoreRange> RangeAsync(string start, string? end, int limit, long revision, CancellationToken cancellationToken);

    /// <summary>Writes or deletes one key if its present revision is the expected one. Concurrent commits share one sync to disk.</summary>
    /// <param name="write">The write.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue; a write that has its place is carried out.</param>
    /// <returns>Ok with the new revision once it is durable; Conflict with the present entry (null where there is none).</returns>
    /// <exception cref="StoreException">The write was refused, and nothing of it was stored.</exception>
    ValueTask<StoreCommit> CommitAsync(StoreWrite write, CancellationToken cancellationToken);

    /// <summary>
    /// Watches all keys with a prefix. Events with a revision greater than <paramref name="afterRevision"/> come first from history, then live.
    /// </summary>
    /// <param name="prefix">The prefix of the keys.</param>
    /// <param name="afterRevision">The revision that the caller has already seen.</param>
    /// <param name="capacity">How many undelivered events may wait. A watcher that falls further behind is ended with <see cref="StoreOutcome.Overflow"/>; it may watch again from the last revision it saw. One that has nothing waiting takes what was committed together as a whole, so that a burst alone never ends it.</param>
    IStoreWatch Watch(string prefix, long afterRevision, int capacity);

    /// <summary>Forgets the history before <paramref name="revision"/>. What is live at that revision stays readable at it.</summary>
    /// <param name="revision">The first revision to keep.</param>
    /// <param name="cancellationToken">Gives up waiting; a compaction that has begun is finished.</param>
    /// <returns>Ok once the history is gone from the disk; Compacted where it was before; FutureRevision.</returns>
    ValueTask<StoreOutcome> CompactAsync(long revision, CancellationToken cancellationToken);
}
