using Trireme.Api;
using Trireme.Client;

namespace Trireme.Node.References;

/// <summary>
/// ConfigMaps or Secrets that Pods of this node refer to, each followed by a watch of its own while some Pod does: a node may not watch them all.
/// Thread-safe.
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="client">Where to read.</param>
/// <param name="changed">Told the UIDs of Pods whose object has changed; must not block.</param>
/// <param name="time">The clock of pauses.</param>
internal sealed class ReferencedObjects<T>(ApiClient client, Action<IReadOnlyCollection<string>> changed, TimeProvider time) : IAsyncDisposable
    where T : class, IKubernetesObject
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Namespace, string Name), ReferencedObject<T>> _objects = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Follows an object for a Pod, until <see cref="Release"/>. Idempotent.</summary>
    public void Follow(string ns, string name, string podUid)
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;
            if (!_objects.TryGetValue((ns, name), out var found))
            {
                found = new ReferencedObject<T>(client.Resource<T>(ns), name, changed, time);
                _objects.Add((ns, name), found);
                found.Start(_stop.Token);
            }
            found.Add(podUid);
        }
    }

    /// <summary>A Pod no longer refers to anything.</summary>
    public void Release(string podUid)
    {
        lock (_gate)
        {
            foreach (var (key, found) in _objects)
            {
                if (!found.Remove(podUid))
                    continue;
                found.Stop();
                _objects.Remove(key);
            }
        }
    }

    /// <summary>The object; null where there is none, or this node may not read it.</summary>
    /// <exception cref="IOException">The server could not be reached.</exception>
    public async Task<T?> FindAsync(string ns, string name, CancellationToken cancellationToken)
    {
        ReferencedObject<T>? followed;
        lock (_gate)
            _objects.TryGetValue((ns, name), out followed);
        if (followed?.Current is { } current)
            return current;
        // Not followed, or not there when last seen: what was just created must be found at once.
        var result = await client.Resource<T>(ns).GetAsync(name, cancellationToken).ConfigureAwait(false);
        if (result.IsSuccess || result.IsNotFound || result.Error.Code == 403)
            return result.Value;
        throw new IOException(result.Error.Message);
    }

    public async ValueTask DisposeAsync()
    {
        List<ReferencedObject<T>> objects;
        await _stop.CancelAsync().ConfigureAwait(false);
        lock (_gate)
        {
            objects = [.. _objects.Values];
            _objects.Clear();
        }
        foreach (var one in objects)
            await one.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
