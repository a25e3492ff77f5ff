namespace Trireme.Server.Cache;

/// <summary>
/// The last events of a kind, for watches that resume. Bounded by number and by bytes; the oldest leave first, and a watch that needs them
/// is told that its version is too old. Not thread-safe: the kind's gate guards it.
/// </summary>
internal sealed class EventRing(long floor)
{
    private const int MaximumEvents = 16384; // a power of two
    private const long MaximumBytes = 16L << 20;
    private const int KeptWhateverBytes = 64;

    private CacheEvent[] _events = new CacheEvent[64];
    private int _first;
    private int _count;
    private long _bytes;

    /// <summary>All events behind this revision are here.</summary>
    public long Floor { get; private set; } = floor;

    /// <summary>Puts in the newest event.</summary>
    public void Add(CacheEvent item)
    {
        while (_count == MaximumEvents || (_bytes > MaximumBytes && _count > KeptWhateverBytes))
            DropOldest();
        if (_count == _events.Length)
            Grow();
        _events[(_first + _count) & (_events.Length - 1)] = item;
        _count++;
        _bytes += item.Weight;
    }

    /// <summary>The events behind a revision that is not before the floor.</summary>
    public List<CacheEvent> After(long revision)
    {
        var start = IndexAfter(revision);
        var found = new List<CacheEvent>(_count - start);
        for (var i = start; i < _count; i++)
            found.Add(At(i));
        return found;
    }

    /// <summary>The event of a revision; null where it is not here.</summary>
    public CacheEvent? Find(long revision)
    {
        var index = IndexAfter(revision - 1);
        return index < _count && At(index).Revision == revision ? At(index) : null;
    }

    private CacheEvent At(int index) => _events[(_first + index) & (_events.Length - 1)];

    private int IndexAfter(long revision)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (At(middle).Revision <= revision)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void DropOldest()
    {
        var oldest = At(0);
        Floor = oldest.Revision;
        _bytes -= oldest.Weight;
        _events[_first] = null!;
        _first = (_first + 1) & (_events.Length - 1);
        _count--;
    }

    private void Grow()
    {
        var larger = new CacheEvent[_events.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = At(i);
        _events = larger;
        _first = 0;
    }
}
