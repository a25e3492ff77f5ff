using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>
/// A local copy of all objects of a kind (or of a selection), kept current by list and watch: it lists once, follows the watch,
/// and lists again when its revision has expired. Objects are shared and immutable. Thread-safe.
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
public interface IInformer<T>
    where T : class, IKubernetesObject
{
    /// <summary>Whether the first list has been delivered to the cache and to all handlers.</summary>
    bool HasSynced { get; }

    /// <summary>Completes when <see cref="HasSynced"/> is true.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>The object, or null. Use an empty namespace for kinds outside of namespaces.</summary>
    T? Get(string ns, string name);

    /// <summary>The objects of one namespace, or of all with null. A snapshot.</summary>
    IReadOnlyCollection<T> List(string? ns = null);

    /// <summary>The objects under a key of an index.</summary>
    /// <exception cref="ArgumentException">There is no such index.</exception>
    IReadOnlyCollection<T> ByIndex(string index, string key);

    /// <summary>Adds an index before the informer starts, or builds it at once afterwards. Adding the same name twice is allowed where the function is the same.</summary>
    /// <param name="index">The name of the index.</param>
    /// <param name="keys">The keys under which an object is found.</param>
    void AddIndex(string index, Func<T, IEnumerable<string>> keys);

    /// <summary>
    /// Adds a handler: (old, current), old null for an added object, current null for a deleted one. It is called for what is there already,
    /// then for each change, one call at a time, on the informer's task; it must not block: put a key into a queue and return.
    /// </summary>
    /// <returns>Dispose it to take the handler away.</returns>
    IDisposable AddHandler(Action<T?, T?> handler);
}
