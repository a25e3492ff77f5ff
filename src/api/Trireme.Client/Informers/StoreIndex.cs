namespace Trireme.Client.Informers;

/// <summary>Finds objects by keys that a function derives from them. Guarded by its store.</summary>
internal sealed class StoreIndex<T>(Func<T, IEnumerable<string>> keys)
    where T : class
{
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    public IReadOnlyCollection<T> Find(string key) => _buckets.TryGetValue(key, out var bucket) ? bucket.Snapshot() : [];

    public void Add(ObjectKey name, T value)
    {
        foreach (var key in keys(value))
        {
            if (!_buckets.TryGetValue(key, out var bucket))
                _buckets.Add(key, bucket = new Bucket());
            bucket.Set(name, value);
        }
    }

    public void Remove(ObjectKey name, T value)
    {
        foreach (var key in keys(value))
        {
            if (_buckets.TryGetValue(key, out var bucket) && bucket.Remove(name))
                _buckets.Remove(key);
        }
    }

    private sealed class Bucket
    {
        private readonly Dictionary<ObjectKey, T> _members = [];
        private T[]? _snapshot;

        public T[] Snapshot() => _snapshot ??= [.. _members.Values];

        public void Set(ObjectKey name, T value)
        {
            _members[name] = value;
            _snapshot = null;
        }

        /// <returns>Whether nothing is left.</returns>
        public bool Remove(ObjectKey name)
        {
            _members.Remove(name);
            _snapshot = null;
            return _members.Count == 0;
        }
    }
}
