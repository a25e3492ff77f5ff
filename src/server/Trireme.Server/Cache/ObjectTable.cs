namespace Trireme.Server.Cache;

/// <summary>
/// All objects of a kind in key order. Immutable and persistent: a change makes a new table that shares all but one chunk, so that a reader
/// keeps a whole, unchanging picture for as long as it likes. Two levels (an array of chunks of at most 256 objects) make listing a walk
/// over arrays and a change two small copies.
/// </summary>
internal sealed class ObjectTable
{
    private const int MaximumChunk = 256;
    private const int MergeBelow = MaximumChunk / 2;

    private readonly CachedObject[][] _chunks;

    private ObjectTable(CachedObject[][] chunks, int count)
    {
        _chunks = chunks;
        Count = count;
    }

    /// <summary>The table without objects.</summary>
    public static ObjectTable Empty { get; } = new([], 0);

    /// <summary>How many objects there are.</summary>
    public int Count { get; }

    /// <summary>A table of objects that are already in ordinal key order, each key once.</summary>
    public static ObjectTable FromOrdered(IReadOnlyList<CachedObject> objects)
    {
        const int Fill = MaximumChunk * 3 / 4;
        var chunks = new CachedObject[(objects.Count + Fill - 1) / Fill][];
        for (var i = 0; i < chunks.Length; i++)
        {
            var chunk = new CachedObject[Math.Min(Fill, objects.Count - (i * Fill))];
            for (var j = 0; j < chunk.Length; j++)
                chunk[j] = objects[(i * Fill) + j];
            chunks[i] = chunk;
        }
        return new ObjectTable(chunks, objects.Count);
    }

    /// <summary>The object with a key; null where there is none.</summary>
    public CachedObject? Find(string key)
    {
        var chunk = ChunkOf(key);
        if (chunk < 0)
            return null;
        var index = IndexIn(_chunks[chunk], key);
        return index >= 0 ? _chunks[chunk][index] : null;
    }

    /// <summary>This table with an object put in, in place of one with the same key.</summary>
    public ObjectTable With(CachedObject value)
    {
        if (_chunks.Length == 0)
            return new ObjectTable([[value]], 1);
        var at = Math.Max(ChunkOf(value.Key), 0);
        var chunk = _chunks[at];
        var index = IndexIn(chunk, value.Key);
        if (index >= 0)
        {
            var changed = (CachedObject[])chunk.Clone();
            changed[index] = value;
            return new ObjectTable(Replaced(at, changed), Count);
        }
        var grown = new CachedObject[chunk.Length + 1];
        chunk.AsSpan(0, ~index).CopyTo(grown);
        grown[~index] = value;
        chunk.AsSpan(~index).CopyTo(grown.AsSpan(~index + 1));
        if (grown.Length <= MaximumChunk)
            return new ObjectTable(Replaced(at, grown), Count + 1);
        // names that rise (the usual case of generated load) leave full chunks behind when the cut is made late
        var cut = ~index == chunk.Length ? MaximumChunk * 7 / 8 : grown.Length / 2;
        return new ObjectTable(Spliced(at, 1, grown[..cut], grown[cut..]), Count + 1);
    }

    /// <summary>This table without the object of a key.</summary>
    public ObjectTable Without(string key)
    {
        var at = ChunkOf(key);
        var index = at < 0 ? -1 : IndexIn(_chunks[at], key);
        if (index < 0)
            return this;
        var chunk = _chunks[at];
        if (chunk.Length == 1)
            return new ObjectTable(Spliced(at, 1), Count - 1);
        var shrunk = new CachedObject[chunk.Length - 1];
        chunk.AsSpan(0, index).CopyTo(shrunk);
        chunk.AsSpan(index + 1).CopyTo(shrunk.AsSpan(index));
        if (at + 1 < _chunks.Length && shrunk.Length + _chunks[at + 1].Length <= MergeBelow)
            return new ObjectTable(Spliced(at, 2, [.. shrunk, .. _chunks[at + 1]]), Count - 1);
        return new ObjectTable(Replaced(at, shrunk), Count - 1);
    }

    /// <summary>Walks the objects whose keys start with <paramref name="prefix"/>, from the first key that is not before <paramref name="start"/>.</summary>
    public Walk From(string prefix, string start = "") => new(_chunks, prefix, string.CompareOrdinal(start, prefix) > 0 ? start : prefix);

    /// <summary>The chunk that has or would have the key: the last one that starts at or before it; -1 where all start behind it.</summary>
    private int ChunkOf(string key)
    {
        int low = 0, high = _chunks.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(_chunks[middle][0].Key, key) <= 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return high;
    }

    private static int IndexIn(CachedObject[] chunk, string key)
    {
        int low = 0, high = chunk.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(chunk[middle].Key, key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return ~low;
    }

    private CachedObject[][] Replaced(int at, CachedObject[] chunk)
    {
        var chunks = (CachedObject[][])_chunks.Clone();
        chunks[at] = chunk;
        return chunks;
    }

    private CachedObject[][] Spliced(int at, int removed, params CachedObject[][] added)
    {
        var chunks = new CachedObject[_chunks.Length - removed + added.Length][];
        _chunks.AsSpan(0, at).CopyTo(chunks);
        added.CopyTo(chunks.AsSpan(at));
        _chunks.AsSpan(at + removed).CopyTo(chunks.AsSpan(at + added.Length));
        return chunks;
    }

    /// <summary>A walk over a part of the table.</summary>
    internal ref struct Walk
    {
        private readonly CachedObject[][] _chunks;
        private readonly string _prefix;
        private int _chunk;
        private int _index;

        public Walk(CachedObject[][] chunks, string prefix, string start)
        {
            _chunks = chunks;
            _prefix = prefix;
            (_chunk, _index) = Seek(chunks, start);
            Current = null!;
        }

        /// <summary>The object that the walk has come to.</summary>
        public CachedObject Current { get; private set; }

        public readonly Walk GetEnumerator() => this;

        /// <summary>Goes on to the next object; false at the end.</summary>
        public bool MoveNext()
        {
            while (_chunk < _chunks.Length)
            {
                var chunk = _chunks[_chunk];
                if (_index >= chunk.Length)
                {
                    _chunk++;
                    _index = 0;
                    continue;
                }
                var next = chunk[_index++];
                if (!next.Key.StartsWith(_prefix, StringComparison.Ordinal))
                    return false;
                Current = next;
                return true;
            }
            return false;
        }

        private static (int Chunk, int Index) Seek(CachedObject[][] chunks, string start)
        {
            if (start.Length == 0 || chunks.Length == 0)
                return (0, 0);
            int low = 0, high = chunks.Length - 1;
            while (low <= high)
            {
                var middle = (low + high) >>> 1;
                if (string.CompareOrdinal(chunks[middle][0].Key, start) <= 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }
            if (high < 0)
                return (0, 0);
            var index = IndexIn(chunks[high], start);
            return (high, index >= 0 ? index : ~index);
        }
    }
}
