using Trireme.Machinery.Schema;

namespace Trireme.Server.Cache;

/// <summary>
/// Something read out of every object of a kind, kept until the kind changes; after a change only the changed objects are read again.
/// Thread-safe.
/// </summary>
/// <param name="objects">Where the objects are.</param>
/// <param name="kind">The kind.</param>
/// <param name="read">Reads one object; an exception leaves the object out.</param>
internal sealed class DecodedKind<T>(IObjectSource objects, KindInfo kind, Func<ReadOnlyMemory<byte>, T> read)
    where T : class
{
    private readonly Lock _gate = new();

    // Stored bytes never change: the same memory is the same object, so it needs no second reading.
    private Dictionary<ReadOnlyMemory<byte>, T> _known = [];
    private State _state = new(long.MinValue, []);

    /// <summary>The revision that <see cref="Current"/> would be of.</summary>
    public long Revision => objects.RevisionOf(kind);

    /// <summary>What was read from all objects, as of now.</summary>
    public IReadOnlyList<T> Current
    {
        get
        {
            var state = Volatile.Read(ref _state);
            return state.Revision == objects.RevisionOf(kind) ? state.Items : Refresh();
        }
    }

    private IReadOnlyList<T> Refresh()
    {
        lock (_gate)
        {
            var revision = objects.RevisionOf(kind); // before the list: a change in between makes the next call read again
            if (_state.Revision == revision)
                return _state.Items;
            var stored = objects.List(kind, null);
            var known = new Dictionary<ReadOnlyMemory<byte>, T>(stored.Count);
            var items = new List<T>(stored.Count);
            foreach (var bytes in stored)
            {
                if (!_known.TryGetValue(bytes, out var item))
                {
                    try
                    {
                        item = read(bytes);
                    }
                    catch (System.Text.Json.JsonException)
                    {
                        continue; // what cannot be read grants nothing
                    }
                }
                known[bytes] = item;
                items.Add(item);
            }
            _known = known;
            Volatile.Write(ref _state, new State(revision, items));
            return items;
        }
    }

    private sealed record State(long Revision, IReadOnlyList<T> Items);
}
