using Trireme.Client.Informers;

namespace Trireme.Controllers.Framework;

/// <summary>
/// Remembers which creations and deletions of an owner the informer has yet to show: until it has, the owner's dependents are not counted, so that a
/// view that lags behind never makes them twice. What has not been seen for 5 minutes is given up. Thread-safe.
/// </summary>
internal sealed class Expectations(TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<ObjectKey, Entry> _entries = [];

    /// <summary>Expects to see creations.</summary>
    public void ExpectCreations(ObjectKey owner, int count) => Set(owner, count, []);

    /// <summary>Expects to see deletions of objects with these UIDs.</summary>
    public void ExpectDeletions(ObjectKey owner, IEnumerable<string> uids) => Set(owner, 0, uids);

    /// <summary>A creation was seen, or did not come to be.</summary>
    public void CreationSeen(ObjectKey owner)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(owner, out var entry))
                entry.Creations--;
        }
    }

    /// <summary>A deletion was seen, or did not come to be.</summary>
    public void DeletionSeen(ObjectKey owner, string uid)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(owner, out var entry))
                entry.Deletions.Remove(uid);
        }
    }

    /// <summary>Whether all that was expected has been seen, or has been waited for long enough.</summary>
    public bool AreMet(ObjectKey owner)
    {
        lock (_gate)
        {
            return !_entries.TryGetValue(owner, out var entry)
                || entry.Creations <= 0 && entry.Deletions.Count == 0
                || time.GetElapsedTime(entry.Since) > Patience;
        }
    }

    /// <summary>The owner is gone.</summary>
    public void Forget(ObjectKey owner)
    {
        lock (_gate)
            _entries.Remove(owner);
    }

    private void Set(ObjectKey owner, int creations, IEnumerable<string> deletions)
    {
        lock (_gate)
            _entries[owner] = new Entry(creations, new HashSet<string>(deletions, StringComparer.Ordinal), time.GetTimestamp());
    }

    private sealed class Entry(int creations, HashSet<string> deletions, long since)
    {
        public int Creations { get; set; } = creations;

        public HashSet<string> Deletions { get; } = deletions;

        public long Since { get; } = since;
    }
}
