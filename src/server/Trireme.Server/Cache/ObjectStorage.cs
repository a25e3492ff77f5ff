using Trireme.Machinery.Schema;
using Trireme.Storage;

namespace Trireme.Server.Cache;

/// <summary>Writes objects: commits to the store, and answers when the cache has the change. Thread-safe.</summary>
internal sealed class ObjectStorage(IStore store, ObjectCache cache)
{
    /// <summary>The memory that the writes go through.</summary>
    public ObjectCache Cache { get; } = cache;

    /// <summary>Creates, changes or deletes an object whose present revision is the expected one.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace; empty outside of namespaces.</param>
    /// <param name="name">The name.</param>
    /// <param name="stored">The new JSON without resource version; null deletes.</param>
    /// <param name="expected">The revision that the writer has seen; 0 for an object that must not exist.</param>
    /// <param name="cancellationToken">Gives up waiting; the write may still happen.</param>
    /// <returns>The object as of this write (with a deletion: its last state); null where it was not at the expected revision.</returns>
    public async ValueTask<CachedObject?> WriteAsync(
        KindInfo kind, string ns, string name, ReadOnlyMemory<byte>? stored, long expected, CancellationToken cancellationToken)
    {
        var local = ObjectKeys.Local(ns, name);
        var key = ObjectKeys.Prefix(kind) + local;
        var write = stored is { } value ? StoreWrite.Put(key, value, expected) : StoreWrite.Delete(key, expected);
        var commit = await store.CommitAsync(write, cancellationToken).ConfigureAwait(false);
        if (commit.Outcome != StoreOutcome.Ok)
        {
            // The cache may be behind the write that got in first; whoever tries again must see it.
            await Cache.WaitAsync(commit.Current?.ModRevision ?? store.Revision, cancellationToken).ConfigureAwait(false);
            return null;
        }
        await Cache.WaitAsync(commit.Revision, cancellationToken).ConfigureAwait(false);
        return Cache.Of(kind).FindChange(commit.Revision)
            ?? CachedObjectReader.Read(local, (stored ?? commit.Current!.Value).Span, commit.Revision);
    }
}
