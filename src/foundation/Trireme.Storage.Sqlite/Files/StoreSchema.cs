using Trireme.Storage.Sqlite.Native;

namespace Trireme.Storage.Sqlite.Files;

/// <summary>
/// What is in the file. <c>log</c>: all changes, newest last; a row without a value is a deletion; create_revision is the key's own,
/// previous_revision the row that this one replaces (0 for none). <c>live</c>: the latest row of each key that is there. <c>marks</c>: how far compaction has come.
/// There is no index over old rows, which would cost every write a page somewhere: the past is found from the present, by the rows written since.
/// </summary>
internal static class StoreSchema
{
    public const int Version = 1;

    private const int ApplicationId = 0x54524952; // "TRIR"

    /// <summary>Up to this size the whole file is checked when it is opened (a tenth of a second, or as long as the disk takes to read it); a larger one is checked at its roots and newest rows.</summary>
    private const long FullCheckBytes = 64L * 1024 * 1024;
    private const int RowsChecked = 256;

    /// <summary>Opens the writer's connection, making or checking the schema.</summary>
    public static Database Open(StoreFile file, SqliteStoreOptions options)
    {
        var database = Database.Open(file.Path);
        try
        {
            var isNew = database.QueryLong("PRAGMA application_id") == 0
                && database.QueryLong("SELECT count(*) FROM sqlite_master") == 0;
            if (isNew)
            {
                Create(database);
            }

            CheckVersion(database);
            Configure(database, options);
            if (!isNew)
            {
                CheckPages(database);
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Settings that every connection needs.</summary>
    public static void ConfigureShared(Database database, int cacheKilobytes)
    {
        database.Execute($"PRAGMA cache_size = -{cacheKilobytes}");
        database.Execute("PRAGMA cell_size_check = ON");
        database.Execute("PRAGMA trusted_schema = OFF");
        database.Execute("PRAGMA temp_store = MEMORY");
        database.Execute("PRAGMA wal_autocheckpoint = 0");
    }

    private static void Create(Database database)
    {
        // these can only be chosen while the file is empty; objects of one to six KB fill pages of 8 KB better than SQLite's 4 KB (a third more rows a second)
        database.Execute("PRAGMA page_size = 8192");
        database.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("""
            CREATE TABLE log (
              revision INTEGER PRIMARY KEY,
              key BLOB NOT NULL,
              create_revision INTEGER NOT NULL,
              previous_revision INTEGER NOT NULL,
              value BLOB)
            """);
        database.Execute("CREATE TABLE live (key BLOB PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID");
        database.Execute("CREATE TABLE marks (compacted INTEGER NOT NULL, swept INTEGER NOT NULL)");
        database.Execute("INSERT INTO marks VALUES (0, 0)");
        database.Execute($"PRAGMA application_id = {ApplicationId}");
        database.Execute($"PRAGMA user_version = {Version}");
        database.Execute("COMMIT");
    }

    private static void CheckVersion(Database database)
    {
        if (database.QueryLong("PRAGMA application_id") != ApplicationId)
        {
            throw SqliteErrors.Damaged(database.Path, "it is another program's database");
        }

        var version = database.QueryLong("PRAGMA user_version");
        if (version != Version)
        {
            throw new StoreException(
                StoreFault.UnknownSchema,
                $"The database {database.Path} has schema {version}, and this program knows schema {Version}: start the version that wrote it, or move the file away.");
        }
    }

    private static void Configure(Database database, SqliteStoreOptions options)
    {
        const int CacheKilobytes = 4096;

        ConfigureShared(database, CacheKilobytes);
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        // what a long read or a burst let the log grow to is given back at its next start
        database.Execute("PRAGMA journal_size_limit = 33554432");
        SetMaxBytes(database, options.MaxFileBytes);
    }

    /// <summary>Sets the file's quota.</summary>
    public static void SetMaxBytes(Database database, long? bytes)
    {
        const long SqliteMaxPages = 1073741823;

        var pages = bytes is { } most ? Math.Max(1, most / database.QueryLong("PRAGMA page_size")) : SqliteMaxPages;
        database.Execute($"PRAGMA max_page_count = {pages}");
    }

    private static void CheckPages(Database database)
    {
        if (new FileInfo(database.Path).Length <= FullCheckBytes)
        {
            var found = database.QueryText("PRAGMA quick_check(1)");
            if (found != "ok")
            {
                throw SqliteErrors.Damaged(database.Path, found.ReplaceLineEndings(" ").Trim('*', ' '));
            }

            return;
        }

        database.Execute($"SELECT sum(length(value)) FROM (SELECT value FROM log ORDER BY revision DESC LIMIT {RowsChecked})");
        database.Execute($"SELECT count(*) FROM (SELECT key FROM live LIMIT {RowsChecked})");
        if (database.QueryLong("SELECT count(*) FROM marks") != 1)
        {
            throw SqliteErrors.Damaged(database.Path, "its marks are missing");
        }
    }
}
