using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Compaction;

/// <summary>
/// Removes history. The mark is moved first, in one durable step; rows go afterwards, a few at a time, and how far that has come is stored with them,
/// so a crash in between only means that the rest is swept at the next start. The writer's thread only.
/// </summary>
internal sealed class Sweeper
{
    /// <summary>How much of the log one step sweeps: some milliseconds, which a commit may have to wait.</summary>
    private const long StepRevisions = 1024;

    private readonly Database _database;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _mark;
    private readonly Statement _superseded;
    private readonly Statement _deletions;
    private readonly Statement _swept;

    public Sweeper(Database database)
    {
        _database = database;
        Compacted = database.QueryLong("SELECT compacted FROM marks");
        Swept = database.QueryLong("SELECT swept FROM marks");
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _mark = database.Prepare("UPDATE marks SET compacted = ?1");
        _superseded = database.Prepare("""
            DELETE FROM log WHERE revision IN
              (SELECT previous_revision FROM log WHERE revision > ?1 AND revision <= ?2 AND previous_revision > 0)
            """);
        _deletions = database.Prepare("DELETE FROM log WHERE revision > ?1 AND revision <= ?2 AND value IS NULL");
        _swept = database.Prepare("UPDATE marks SET swept = ?1");
    }

    public long Compacted { get; private set; }

    public long Swept { get; private set; }

    public bool HasWork => Swept < Compacted;

    /// <summary>Stores the mark.</summary>
    public void Mark(long revision)
    {
        _mark.Bind(1, revision);
        _mark.Run();
        Compacted = revision;
    }

    /// <summary>Sweeps a piece of the log: what a row up to the mark replaced, and deletions themselves.</summary>
    public void Step()
    {
        var upTo = Math.Min(Compacted, Swept + StepRevisions);
        try
        {
            _begin.Run();
            RunBetween(_superseded, Swept, upTo);
            RunBetween(_deletions, Swept, upTo);
            _swept.Bind(1, upTo);
            _swept.Run();
            _commit.Run();
            Swept = upTo;
        }
        catch
        {
            _database.RollBack();
            throw;
        }
    }

    private static void RunBetween(Statement statement, long after, long upTo)
    {
        statement.Bind(1, after);
        statement.Bind(2, upTo);
        statement.Run();
    }
}
