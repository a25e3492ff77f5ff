using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>The objects of an informer with their indexes. One writer, many readers; reads hand out snapshots that are made once per change. Thread-safe.</summary>
internal sealed class ObjectStore<T>
    where T : class, IKubernetesObject
{
    public const string NamespaceIndex = "namespace";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, StoreIndex<T>> _indexes = new(StringComparer.Ordinal)
    {
        [NamespaceIndex] = new StoreIndex<T>(static value => [value.Metadata.Namespace ?? ""]),
    };

    private readonly Dictionary<ObjectKey, T> _objects = [];
    private T[]? _all;

    public T? Get(ObjectKey key)
    {
        lock (_gate)
            return _objects.GetValueOrDefault(key);
    }

    public IReadOnlyCollection<T> All()
    {
        lock (_gate)
            return _all ??= [.. _objects.Values];
    }

    public IReadOnlyCollection<T> ByIndex(string index, string key)
    {
        lock (_gate)
        {
            return _indexes.TryGetValue(index, out var found)
                ? found.Find(key)
                : throw new ArgumentException($"there is no index \"{index}\"", nameof(index));
        }
    }

    public void AddIndex(string name, Func<T, IEnumerable<string>> keys)
    {
        lock (_gate)
        {
            if (_indexes.ContainsKey(name))
                return;
            var index = new StoreIndex<T>(keys);
            foreach (var (key, value) in _objects)
                index.Add(key, value);
            _indexes.Add(name, index);
        }
    }

    /// <summary>Puts an object in the place of an older one.</summary>
    /// <returns>The older one, or null.</returns>
    public T? Set(ObjectKey key, T value)
    {
        lock (_gate)
        {
            var old = _objects.GetValueOrDefault(key);
            _objects[key] = value;
            _all = null;
            foreach (var index in _indexes.Values)
            {
                if (old is not null)
                    index.Remove(key, old);
                index.Add(key, value);
            }
            return old;
        }
    }

    /// <summary>Takes an object away.</summary>
    /// <returns>The object, or null where there was none.</returns>
    public T? Remove(ObjectKey key)
    {
        lock (_gate)
        {
            if (!_objects.Remove(key, out var old))
                return null;
            _all = null;
            foreach (var index in _indexes.Values)
                index.Remove(key, old);
            return old;
        }
    }

    /// <summary>The keys that are not among these.</summary>
    public List<ObjectKey> Except(Dictionary<ObjectKey, T> present)
    {
        lock (_gate)
            return [.. _objects.Keys.Where(key => !present.ContainsKey(key))];
    }

}
