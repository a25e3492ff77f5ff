namespace Trireme.Node.Runtime;

/// <summary>
/// What all runtimes have, by Pod, as last listed. A Pod's worker writes what it has just done itself, so that it need not wait for the next list;
/// a list that began before such a write does not overwrite it. Thread-safe.
/// </summary>
internal sealed class RuntimeView
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _pods = new(StringComparer.Ordinal);
    private long _writes;

    /// <summary>How many Pods the runtimes have.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _pods.Count;
        }
    }

    /// <summary>Where the view stands; hand it to <see cref="Replace"/> with what was listed after.</summary>
    public long Mark
    {
        get
        {
            lock (_gate)
                return _writes;
        }
    }

    /// <summary>What there is of a Pod; null for nothing.</summary>
    public PodRuntimeState? Find(string podUid)
    {
        lock (_gate)
            return _pods.TryGetValue(podUid, out var entry) ? entry.State : null;
    }

    /// <summary>The UIDs of all Pods of which there is anything.</summary>
    public IReadOnlyList<string> PodUids()
    {
        lock (_gate)
            return [.. _pods.Keys];
    }

    /// <summary>Changes what is known of a Pod, after something was done to it.</summary>
    public PodRuntimeState? Update(string podUid, Func<PodRuntimeState?, PodRuntimeState?> change)
    {
        lock (_gate)
        {
            var state = change(_pods.TryGetValue(podUid, out var entry) ? entry.State : null);
            Set(podUid, state, ++_writes);
            return state;
        }
    }

    /// <summary>Takes over what was listed of a Pod, unless it was written to since <paramref name="mark"/>.</summary>
    /// <returns>Whether it was taken over.</returns>
    public bool Replace(string podUid, PodRuntimeState? state, long mark)
    {
        lock (_gate)
        {
            if (_pods.TryGetValue(podUid, out var entry) && entry.Written > mark)
                return false;
            Set(podUid, state, mark);
            return true;
        }
    }

    private void Set(string podUid, PodRuntimeState? state, long written)
    {
        if (state is null || (state.Sandboxes.Count == 0 && state.Containers.Count == 0))
            _pods.Remove(podUid);
        else
            _pods[podUid] = new Entry(state, written);
    }

    private sealed record Entry(PodRuntimeState State, long Written);
}
