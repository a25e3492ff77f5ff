using Trireme.Storage.Sqlite.Files;
using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Reading;

/// <summary>A connection that reads. One thread at a time; each read is its own snapshot, and ends it.</summary>
internal sealed class Reader : IDisposable
{
    /// <summary>How much of the log one read of history looks at. Rule: the watch reads again from there. Keeps snapshots, which hold back the checkpoint, short.</summary>
    private const long HistoryRevisions = 8192;
    private const int HistoryEvents = 512;
    private const long HistoryBytes = 4 * 1024 * 1024;
    private const int CacheKilobytes = 1024;

    private readonly Database _database;
    private readonly Statement _single;
    private readonly Statement _range;
    private readonly Statement _history;

    public Reader(string path)
    {
        _database = Database.Open(path);
        try
        {
            StoreSchema.ConfigureShared(_database, CacheKilobytes);
            _database.Execute("PRAGMA query_only = ON");
            // At a revision a key has what its first change afterwards replaced; without such a change, what it has now.
            // A read of the latest finds no changes afterwards, or those of the one group that is not published yet.
            _single = _database.Prepare("""
                SELECT key, revision, create_revision, value FROM log WHERE revision = coalesce(
                  (SELECT previous_revision FROM log WHERE revision > ?2 AND key = ?1 ORDER BY revision LIMIT 1),
                  (SELECT revision FROM live WHERE key = ?1))
                """);
            _range = _database.Prepare("""
                SELECT l.key, l.revision, l.create_revision, l.value
                FROM (SELECT key, revision AS at FROM live WHERE key >= ?1 AND key < ?2 AND revision <= ?3
                      UNION ALL
                      SELECT c.key, f.previous_revision
                      FROM (SELECT key, min(revision) AS first FROM log NOT INDEXED
                            WHERE revision > ?3 AND key >= ?1 AND key < ?2 GROUP BY key) AS c
                      CROSS JOIN log AS f ON f.revision = c.first
                      WHERE f.previous_revision > 0
                      ORDER BY key) AS m
                CROSS JOIN log AS l ON l.revision = m.at LIMIT ?4
                """);
            _history = _database.Prepare("""
                SELECT l.key, l.revision, l.create_revision, l.value, p.revision, p.create_revision, p.value
                FROM log AS l NOT INDEXED LEFT JOIN log AS p ON p.revision = l.previous_revision
                WHERE l.revision > ?1 AND l.revision <= ?2 AND l.key >= ?3 AND l.key < ?4
                ORDER BY l.revision LIMIT ?5
                """);
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>Reads one key at a revision.</summary>
    public StoreEntry? Single(string key, long revision)
    {
        _single.BindKey(1, key);
        _single.Bind(2, revision);
        try
        {
            return _single.Step() ? Entry(_single, key) : null;
        }
        finally
        {
            _single.Reset();
        }
    }

    /// <summary>Reads the keys of a range at a revision into a list, at most <paramref name="limit"/>.</summary>
    public void Range(string start, string end, long revision, long limit, List<StoreEntry> entries, CancellationToken cancellationToken)
    {
        _range.BindKey(1, start);
        _range.BindKey(2, end);
        _range.Bind(3, revision);
        _range.Bind(4, limit);
        try
        {
            while (_range.Step())
            {
                cancellationToken.ThrowIfCancellationRequested();
                entries.Add(Entry(_range, _range.GetKey(0)));
            }
        }
        finally
        {
            _range.Reset();
        }
    }

    /// <summary>Reads the log after a revision, a bounded piece at a time.</summary>
    public HistoryChunk History(string start, string end, long after, long upTo)
    {
        upTo = Math.Min(upTo, after + HistoryRevisions);
        _history.Bind(1, after);
        _history.Bind(2, upTo);
        _history.BindKey(3, start);
        _history.BindKey(4, end);
        _history.Bind(5, HistoryEvents);
        var events = new List<StoreEvent>();
        var bytes = 0L;
        try
        {
            while (_history.Step())
            {
                var change = Event();
                events.Add(change);
                bytes += (change.Current?.Value.Length ?? 0) + (change.Previous?.Value.Length ?? 0);
                if (events.Count == HistoryEvents || bytes >= HistoryBytes)
                {
                    return new HistoryChunk(events, change.Revision);
                }
            }

            return new HistoryChunk(events, upTo);
        }
        finally
        {
            _history.Reset();
        }
    }

    public void Dispose() => _database.Dispose();

    private static StoreEntry Entry(Statement row, string key) =>
        new(key, row.GetBytes(3), row.GetLong(2), row.GetLong(1));

    private StoreEvent Event()
    {
        var key = _history.GetKey(0);
        var current = _history.IsNull(3) ? null : Entry(_history, key);
        var previous = _history.IsNull(6) ? null : new StoreEntry(key, _history.GetBytes(6), _history.GetLong(5), _history.GetLong(4));
        return new StoreEvent(_history.GetLong(1), key, current, previous);
    }
}
