using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Writing;

/// <summary>
/// Writes groups to the log. Each write looks up its key inside the group's transaction, so it sees the writes before it in the same group,
/// and there is no table in memory that a failed group would have to be taken out of. The writer's thread only.
/// </summary>
internal sealed class LogWriter
{
    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _latest;
    private readonly Statement _append;
    private readonly Statement _appear;
    private readonly Statement _move;
    private readonly Statement _vanish;

    public LogWriter(Database database)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _latest = database.Prepare("""
            SELECT l.revision, l.create_revision, l.value FROM live CROSS JOIN log AS l ON l.revision = live.revision
            WHERE live.key = ?1
            """);
        _append = database.Prepare("""
            INSERT INTO log (revision, key, create_revision, previous_revision, value) VALUES (?1, ?2, ?3, ?4, ?5)
            """);
        _appear = database.Prepare("INSERT INTO live (revision, key) VALUES (?1, ?2)");
        _move = database.Prepare("UPDATE live SET revision = ?1 WHERE key = ?2");
        _vanish = database.Prepare("DELETE FROM live WHERE key = ?2");
    }

    /// <summary>Writes a group in one transaction and waits until it is on disk.</summary>
    /// <param name="group">The writes; each is told its answer, which holds only if this returns.</param>
    /// <param name="revision">The revision of the last write before them.</param>
    /// <returns>The revision of the last write of the group.</returns>
    /// <exception cref="StoreException">Nothing of the group was written.</exception>
    public long Write(List<PendingCommit> group, long revision)
    {
        try
        {
            _begin.Run();
            foreach (var commit in group)
            {
                revision = Apply(commit, revision);
            }

            _commit.Run();
            return revision;
        }
        catch
        {
            _database.RollBack();
            throw;
        }
    }

    private long Apply(PendingCommit commit, long revision)
    {
        var write = commit.Write;
        var current = Latest(write.Key);
        if (write.ExpectedRevision is { } expected && expected != (current?.ModRevision ?? 0))
        {
            commit.Decide(new StoreCommit(StoreOutcome.Conflict, 0, current));
            return revision;
        }

        if (write.Value is null && current is null)
        {
            commit.Decide(new StoreCommit(StoreOutcome.Ok, revision, null));
            return revision;
        }

        revision++;
        var created = current?.CreateRevision ?? revision;
        Append(write, revision, created, current?.ModRevision ?? 0);
        Point(write.Value is null ? _vanish : current is null ? _appear : _move, write.Key, revision);
        var entry = write.Value is { } value ? new StoreEntry(write.Key, value, created, revision) : null;
        commit.Decide(
            new StoreCommit(StoreOutcome.Ok, revision, current),
            new StoreEvent(revision, write.Key, entry, current));
        return revision;
    }

    private StoreEntry? Latest(string key)
    {
        _latest.BindKey(1, key);
        try
        {
            return _latest.Step()
                ? new StoreEntry(key, _latest.GetBytes(2), _latest.GetLong(1), _latest.GetLong(0))
                : null;
        }
        finally
        {
            _latest.Reset();
        }
    }

    private void Append(in StoreWrite write, long revision, long created, long previous)
    {
        _append.Bind(1, revision);
        _append.BindKey(2, write.Key);
        _append.Bind(3, created);
        _append.Bind(4, previous);
        if (write.Value is { } value)
        {
            _append.Bind(5, value.Span);
        }
        else
        {
            _append.BindNull(5);
        }

        _append.Run();
    }

    private static void Point(Statement statement, string key, long revision)
    {
        statement.Bind(1, revision);
        statement.BindKey(2, key);
        statement.Run();
    }
}
