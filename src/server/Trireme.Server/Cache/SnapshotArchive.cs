using Trireme.Machinery.Schema;
using Trireme.Storage;

namespace Trireme.Server.Cache;

/// <summary>
/// Tables of earlier revisions, kept for lists that are read in pages. Bounded by number and by age; a table shares nearly all of itself with
/// the present one, so what is kept costs little. Thread-safe.
/// </summary>
internal sealed class SnapshotArchive(IStore store, ObjectCache cache, TimeProvider time)
{
    private const int MaximumKept = 256;
    private static readonly TimeSpan MaximumAge = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<(KindInfo Kind, long Revision), Kept> _kept = [];

    /// <summary>Keeps a snapshot for whoever comes with a continue token of it.</summary>
    public void Keep(KindInfo kind, ObjectSnapshot snapshot)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_kept.Count >= MaximumKept)
                DropOld(now);
            _kept[(kind, snapshot.Revision)] = new Kept(snapshot.Table, now);
        }
    }

    /// <summary>The objects of a kind at a revision that has happened; null where it is too long ago.</summary>
    public async ValueTask<ObjectSnapshot?> FindAsync(KindInfo kind, long revision, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue((kind, revision), out var kept) && time.GetUtcNow() - kept.Since <= MaximumAge)
                return new ObjectSnapshot(kept.Table, revision);
        }
        var present = cache.Of(kind).State;
        if (present.Revision <= revision)
            return new ObjectSnapshot(present.Table, revision);
        if (revision <= store.CompactedRevision)
            return null;
        var objects = await ObjectCache.ReadAllAsync(store, kind, revision, cancellationToken).ConfigureAwait(false);
        return objects is null ? null : new ObjectSnapshot(ObjectTable.FromOrdered(objects), revision);
    }

    private void DropOld(DateTimeOffset now)
    {
        var oldest = now;
        foreach (var (key, kept) in _kept)
        {
            if (now - kept.Since > MaximumAge)
                _kept.Remove(key);
            else if (kept.Since < oldest)
                oldest = kept.Since;
        }
        if (_kept.Count < MaximumKept)
            return;
        foreach (var (key, kept) in _kept)
        {
            if (kept.Since <= oldest)
                _kept.Remove(key);
        }
    }

    private readonly record struct Kept(ObjectTable Table, DateTimeOffset Since);
}
