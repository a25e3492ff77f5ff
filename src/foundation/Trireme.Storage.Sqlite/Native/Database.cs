using SQLitePCL;

namespace Trireme.Storage.Sqlite.Native;

/// <summary>One connection to the database. One thread at a time.</summary>
internal sealed class Database : IDisposable
{
    // Only strangers (a person's sqlite3, a backup tool) can hold SQLite's own locks: our readers never block our writer.
    private const int BusyTimeoutMilliseconds = 5_000;
    private const int CacheWrite = 9; // SQLITE_DBSTATUS_CACHE_WRITE, pages written so far
    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    private readonly sqlite3 _handle;
    private readonly List<Statement> _statements = [];

    static Database() => Batteries_V2.Init();

    private Database(sqlite3 handle, string path)
    {
        _handle = handle;
        Path = path;
    }

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static Database Open(string path)
    {
        var code = raw.sqlite3_open_v2(path, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new Database(handle, path);
        try
        {
            database.Check(code);
            database.Check(raw.sqlite3_busy_timeout(handle, BusyTimeoutMilliseconds));
            raw.sqlite3_extended_result_codes(handle, 1);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Prepares a statement that lives as long as the connection.</summary>
    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new Statement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>Runs a statement to its end and forgets its rows.</summary>
    public void Execute(string sql)
    {
        using var statement = PrepareOnce(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    public long QueryLong(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.GetLong(0) : 0;
    }

    /// <summary>The first column of the first row as text; empty where there is none.</summary>
    public string QueryText(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.GetText(0) : "";
    }

    /// <summary>Takes back an open transaction, as far as SQLite has not done so itself.</summary>
    public void RollBack()
    {
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>How many pages were written since the last call.</summary>
    public int TakePagesWritten()
    {
        Check(raw.sqlite3_db_status(_handle, CacheWrite, out var pages, out _, 1));
        return pages;
    }

    /// <summary>Moves what the write-ahead log holds into the database file.</summary>
    /// <returns>How many pages stay in the log because a reader still needs them.</returns>
    public int Checkpoint(bool truncate)
    {
        var mode = truncate ? raw.SQLITE_CHECKPOINT_TRUNCATE : raw.SQLITE_CHECKPOINT_PASSIVE;
        var code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out var logged, out var moved);
        if (code == raw.SQLITE_BUSY)
        {
            return Math.Max(logged - moved, 1);
        }

        Check(code);
        return Math.Max(logged - moved, 0);
    }

    /// <summary>Leaves the write-ahead log as it is when the connection closes; the next start reads it.</summary>
    public void KeepLogOnClose() => Check(raw.sqlite3_db_config(_handle, NoCheckpointOnClose, 1, out _));

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteErrors.From(code, raw.sqlite3_errmsg(_handle).utf8_to_string(), Path);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private Statement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out var handle));
        return new Statement(this, handle);
    }
}
