using Trireme.Storage;
using Trireme.Storage.Sqlite;
using Trireme.Storage.Sqlite.Compaction;
using Trireme.Storage.Sqlite.Files;
using Trireme.Storage.Sqlite.Watching;
using Trireme.Storage.Sqlite.Writing;
using Xunit;
using RawDatabase = Trireme.Storage.Sqlite.Native.Database;

namespace Trireme.Tests.Contract.Storage;

/// <summary>What the SQLite engine does by itself to stay small.</summary>
public sealed class SqliteUpkeepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trireme-upkeep-").FullName;
    private readonly ManualTimeProvider _time = new();

    private string File => Path.Combine(_folder, "state.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task History_OlderThanItsDuration_IsCompacted()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = TimeSpan.FromMinutes(5), HistoryRevisions = null });
        await PutAsync(store, "/a", 5);
        _time.Advance(TimeSpan.FromMinutes(2));
        await PutAsync(store, "/a", 5);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, store.CompactedRevision);
        _time.Advance(TimeSpan.FromMinutes(2));
        await CompactedAsync(store, 5);
        await PutAsync(store, "/a", 5);
        _time.Advance(TimeSpan.FromMinutes(2));
        await CompactedAsync(store, 10);
        Assert.Single((await store.RangeAsync("/a", null, 0, 10, Cancel)).Entries);
    }

    [Fact]
    public async Task History_MoreRevisionsThanTheMost_IsCompacted()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = 100 });
        await PutAsync(store, "/a", 105);
        Assert.Equal(0, store.CompactedRevision);
        await PutAsync(store, "/a", 1000);
        // the writer's own look comes after the group in which the last put was
        await store.CompactAsync(store.CompactedRevision, Cancel);
        Assert.InRange(store.Revision - store.CompactedRevision, 0, 110);
        Assert.Equal(1105, store.Revision);
    }

    [Fact]
    public async Task File_RewrittenForLong_DoesNotGrowForEver()
    {
        var most = 0L;
        await using (var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = 500 }))
        {
            for (var round = 0; round < 40; round++)
            {
                await Task.WhenAll(Enumerable.Range(0, 250).Select(i => PutAsync(store, $"/a/{i}", 1, 4000)));
                most = Math.Max(most, new FileInfo(File).Length + new FileInfo(File + "-wal").Length);
            }
        }

        // 40 MB went through; live are 1 MB, history 2 MB, the write-ahead log up to 32 MB
        Assert.InRange(most, 1, 48 << 20);
        Assert.InRange(new FileInfo(File).Length, 1, 12 << 20);
        Assert.False(System.IO.File.Exists(File + "-wal"));
    }

    [Fact]
    public async Task File_MuchIsDeleted_Shrinks()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null });
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => PutAsync(store, $"/a/{i}", 1, 8000)));
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => store.CommitAsync(StoreWrite.Delete($"/a/{i}"), Cancel).AsTask()));
        await PutAsync(store, "/left", 1);
        Assert.Equal(StoreOutcome.Ok, await store.CompactAsync(store.Revision, Cancel));
        Assert.InRange(new FileInfo(File).Length, 1, 5 << 20);
        Assert.Equal("/left", Assert.Single((await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel)).Entries).Key);
    }

    [Fact]
    public async Task Compaction_Done_LeavesTheLiveRowsAlone()
    {
        await using (var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null }))
        {
            for (var i = 0; i < 3000; i++)
            {
                var key = $"/a/{i % 7}";
                _ = i % 5 == 0 ? store.CommitAsync(StoreWrite.Delete(key), Cancel).AsTask() : PutAsync(store, key, 1);
            }

            await PutAsync(store, "/last", 1);
            await store.CompactAsync(store.Revision, Cancel);
        }

        using var database = RawDatabase.Open(File);
        Assert.Equal(database.QueryLong("SELECT count(*) FROM live"), database.QueryLong("SELECT count(*) FROM log"));
    }

    [Fact]
    public async Task Compaction_FileIsFull_FailsInTheBackgroundAndIsTriedAgain()
    {
        var failures = new List<StoreException>();
        var options = new SqliteStoreOptions
        {
            HistoryDuration = null,
            HistoryRevisions = 20,
            OnBackgroundFailure = failures.Add,
        };
        using var disk = SmallDisk.TryMount(Path.Combine(_folder, "disk"), "3m");
        Assert.SkipWhen(disk is null, "needs root, to mount a small disk");
        await using var store = await SqliteStore.OpenAsync(Path.Combine(disk.Path, "state.db"), options, _time, Cancel);
        var filler = Path.Combine(disk.Path, "filler");
        await PutAsync(store, "/a", 21, 20_000);
        await FillAsync(filler);
        await Assert.ThrowsAsync<StoreException>(() => PutAsync(store, "/b", 1, 200_000));
        System.IO.File.Delete(filler);
        await PutAsync(store, "/a", 30, 1000);
        await store.CompactAsync(store.CompactedRevision, Cancel);
        Assert.InRange(store.Revision - store.CompactedRevision, 0, 22);
    }

    [Fact]
    public async Task Writer_ASyncHasFailed_WritesAndMovesNothingMore()
    {
        var options = new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null };
        var failed = new StoreException(StoreFault.Io, "the disk");
        using (var file = StoreFile.Take(File))
        using (var database = StoreSchema.Open(file, options))
        {
            var hub = new WatchHub(0, 0);
            var upkeep = new Upkeep(database, new Sweeper(database), hub, options);
            var queue = new CommitQueue();
            var writer = new Writer(database, queue, upkeep, hub);
            upkeep.Break(failed);
            writer.Start();
            var after = queue.AddAsync(new PendingCommit(StoreWrite.Put("/a", new byte[10])), Cancel);
            Assert.Same(failed, await Assert.ThrowsAsync<StoreException>(() => after.AsTask()));
            var compaction = new PendingCompaction(1);
            upkeep.Request(compaction);
            queue.Wake();
            Assert.Same(failed, await Assert.ThrowsAsync<StoreException>(() => compaction.Task));
            queue.Close();
            await writer.Ended;
        }

        Assert.True(new FileInfo(File + "-wal").Length > 0);
        await using var again = await OpenAsync(options);
        Assert.Equal(0, again.Revision);
    }

    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                await file.WriteAsync(new byte[4096], Cancel);
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    private static async Task PutAsync(SqliteStore store, string key, int times, int bytes = 10)
    {
        for (var i = 0; i < times; i++)
        {
            await store.CommitAsync(StoreWrite.Put(key, new byte[bytes]), Cancel);
        }
    }

    /// <summary>Waits for a compaction that the clock asked for: one that is asked for after it is answered after it.</summary>
    private static async Task CompactedAsync(SqliteStore store, long revision)
    {
        await store.CompactAsync(0, Cancel);
        Assert.Equal(revision, store.CompactedRevision);
    }

    private Task<SqliteStore> OpenAsync(SqliteStoreOptions options) => SqliteStore.OpenAsync(File, options, _time, Cancel);
}
