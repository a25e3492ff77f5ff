using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Compaction;

/// <summary>Keeps the files small: moves the write-ahead log into the database, and gives free pages back to the disk. The writer's thread only.</summary>
internal sealed class FileKeeper(Database database)
{
    /// <summary>The write-ahead log is moved into the database when it has this many pages (16 MB).</summary>
    private const int LogPages = 2048;

    /// <summary>Free pages are kept for coming writes up to this many, or a quarter of the file, whichever is more; beyond, the file is shrunk to half of that.</summary>
    private const long FreePages = 512;
    private const long VacuumStepPages = 256;

    private int _logged;
    private int _next = LogPages;
    private long _shrinkTo = long.MaxValue;

    public bool IsShrinking => _shrinkTo != long.MaxValue;

    /// <summary>Moves the write-ahead log if it is long.</summary>
    public void AfterWrite()
    {
        _logged += database.TakePagesWritten();
        if (_logged >= _next)
        {
            Checkpoint();
        }
    }

    /// <summary>Moves the write-ahead log now.</summary>
    public void Checkpoint()
    {
        // a reader may hold part of it back: try again after as much again
        _next = _logged + LogPages;
        if (database.Checkpoint(truncate: false) == 0)
        {
            _logged = 0;
            _next = LogPages;
        }
    }

    /// <summary>Begins to shrink the file if much of it is free.</summary>
    public void ConsiderShrinking()
    {
        var keep = Math.Max(FreePages, database.QueryLong("PRAGMA page_count") / 4);
        if (database.QueryLong("PRAGMA freelist_count") > keep)
        {
            _shrinkTo = keep / 2;
        }
    }

    /// <summary>Gives some free pages back.</summary>
    public void ShrinkStep()
    {
        try
        {
            database.Execute($"PRAGMA incremental_vacuum({VacuumStepPages})");
            if (database.QueryLong("PRAGMA freelist_count") <= _shrinkTo)
            {
                _shrinkTo = long.MaxValue;
            }
        }
        catch
        {
            _shrinkTo = long.MaxValue;
            throw;
        }
    }
}
