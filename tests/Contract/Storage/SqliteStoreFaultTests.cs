using Trireme.Storage;
using Trireme.Storage.Sqlite;
using Xunit;
using RawDatabase = Trireme.Storage.Sqlite.Native.Database;

namespace Trireme.Tests.Contract.Storage;

/// <summary>What goes wrong around a database, and what the person who runs it is told.</summary>
public sealed class SqliteStoreFaultTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("trireme-fault-").FullName;

    private string Folder => Path.Combine(_root, "data");

    private string File => Path.Combine(Folder, "state.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Open_NothingThere_MakesFolderAndFilesPrivate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix'");
        await using var store = await OpenAsync();
        await PutAsync(store, "/a", 10);
        Assert.Equal("700", Mode(Folder));
        Assert.All(Directory.GetFiles(Folder), file => Assert.Equal("600", Mode(file)));
        Assert.Contains(Directory.GetFiles(Folder), file => file.EndsWith("-wal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Open_FileIsReadableByOthers_IsMadePrivate()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix'");
        await (await OpenAsync()).DisposeAsync();
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var store = await OpenAsync();
        Assert.Equal("600", Mode(File));
    }

    [Fact]
    public async Task Open_Twice_SaysWhichFolderIsInUse()
    {
        await using (await OpenAsync())
        {
            await RefusedAsync(StoreFault.InUse, $"The data folder {Folder} is in use");
        }

        await using var after = await OpenAsync();
        Assert.Equal(0, after.Revision);
    }

    [Fact]
    public async Task Open_NotADatabase_SaysWhichFileAndWhatToDo()
    {
        Directory.CreateDirectory(Folder);
        await System.IO.File.WriteAllTextAsync(File, "apiVersion: v1\nkind: ConfigMap\n", Cancel);
        await RefusedAsync(StoreFault.Damaged, File, "not a database", "backup");
    }

    [Fact]
    public async Task Open_AnotherProgramsDatabase_IsLeftAlone()
    {
        Directory.CreateDirectory(Folder);
        await System.IO.File.WriteAllBytesAsync(File, [], Cancel);
        using (var other = RawDatabase.Open(File))
        {
            other.Execute("CREATE TABLE theirs (a)");
        }

        await RefusedAsync(StoreFault.Damaged, File, "another program's");
        using var still = RawDatabase.Open(File);
        Assert.Equal(1, still.QueryLong("SELECT count(*) FROM sqlite_master"));
    }

    [Fact]
    public async Task Open_NewerSchema_SaysWhichVersions()
    {
        await (await OpenAsync()).DisposeAsync();
        using (var database = RawDatabase.Open(File))
        {
            database.Execute("PRAGMA user_version = 9");
        }

        await RefusedAsync(StoreFault.UnknownSchema, File, "schema 9");
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public async Task Open_DamagedPages_AreFoundAtOnce(double where)
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 200; i++)
            {
                await PutAsync(store, $"/a/{i:D40}", 3000);
            }
        }

        await using (var file = new FileStream(File, FileMode.Open))
        {
            file.Position = (long)(file.Length * where) / 8192 * 8192;
            await file.WriteAsync(Enumerable.Repeat((byte)0xA5, 8192).ToArray(), Cancel);
        }

        await RefusedAsync(StoreFault.Damaged, File, "damaged", "backup");
    }

    [Fact]
    public async Task Open_CutFile_IsFoundAtOnce()
    {
        await using (var store = await OpenAsync())
        {
            for (var i = 0; i < 200; i++)
            {
                await PutAsync(store, $"/a/{i}", 3000);
            }
        }

        await using (var file = new FileStream(File, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        await RefusedAsync(StoreFault.Damaged, File, "damaged");
    }

    [Fact]
    public async Task Open_FolderIsAFile_SaysThatItCannotBeOpened()
    {
        await System.IO.File.WriteAllTextAsync(Folder, "", Cancel);
        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Contains(File, refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Commit_QuotaReached_IsRefusedUntilThereIsSpace()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null, MaxFileBytes = 1 << 20 });
        await PutAsync(store, "/keep", 100);
        var refused = await FillAsync(store);
        Assert.Equal(StoreFault.DiskFull, refused.Fault);
        Assert.Contains(File, refused.Message);

        var revision = store.Revision;
        await Assert.ThrowsAsync<StoreException>(() => PutAsync(store, "/large", 500_000));
        Assert.Equal(revision, store.Revision);
        Assert.Equal(2, (await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel)).Entries.Count);

        await store.CompactAsync(store.Revision, Cancel);
        Assert.Equal(revision + 1, await PutAsync(store, "/after", 1000));
    }

    [Fact]
    public async Task Commit_GroupIsRefused_AllOfItIs()
    {
        await using var store = await OpenAsync(new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null, MaxFileBytes = 1 << 20 });
        await using var watch = store.Watch("/", 0, 1000);
        var commits = Enumerable.Range(0, 3000).Select(i => PutAsync(store, $"/a/{i}", 2000)).ToList();
        await Task.WhenAll(commits).ContinueWith(static _ => { }, TaskScheduler.Default);
        var done = commits.Where(commit => commit.IsCompletedSuccessfully).ToList();
        Assert.InRange(done.Count, 1, 2999);
        Assert.Equal(done.Count, store.Revision);
        Assert.Equal(done.Count, (await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel)).Entries.Count);
        Assert.Equal(done.Count, (await StoreContract.ReadToAsync(watch, store.Revision)).Count);
    }

    [Fact]
    public async Task Commit_DiskIsFull_IsRefusedUntilThereIsSpace()
    {
        using var disk = SmallDisk.TryMount(Path.Combine(_root, "disk"), "4m");
        Assert.SkipWhen(disk is null, "needs root, to mount a small disk");
        var path = Path.Combine(disk.Path, "state.db");
        var filler = Path.Combine(disk.Path, "filler");
        await System.IO.File.WriteAllBytesAsync(filler, new byte[1_500_000], Cancel);
        await using (var store = await SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, Cancel))
        {
            await PutAsync(store, "/keep", 100);
            var refused = await FillAsync(store);
            Assert.Equal(StoreFault.DiskFull, refused.Fault);
            var revision = store.Revision;
            await Assert.ThrowsAsync<StoreException>(() => PutAsync(store, "/large", 2_000_000));
            Assert.Equal(2, (await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel)).Entries.Count);

            System.IO.File.Delete(filler);
            Assert.Equal(revision + 1, await PutAsync(store, "/after", 100));
        }

        await using var again = await SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, Cancel);
        Assert.Equal(3, (await again.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel)).Entries.Count);
    }

    [Fact]
    public async Task Open_DiskIsFull_SaysSo()
    {
        using var disk = SmallDisk.TryMount(Path.Combine(_root, "disk"), "64k");
        Assert.SkipWhen(disk is null, "needs root, to mount a small disk");
        await System.IO.File.WriteAllBytesAsync(Path.Combine(disk.Path, "filler"), new byte[60 * 1024], Cancel);
        var refused = await Assert.ThrowsAsync<StoreException>(() =>
            SqliteStore.OpenAsync(Path.Combine(disk.Path, "state.db"), new SqliteStoreOptions(), TimeProvider.System, Cancel));
        Assert.Equal(StoreFault.DiskFull, refused.Fault);
    }

    [Fact]
    public async Task Open_DiskIsReadOnly_SaysSo()
    {
        using var disk = SmallDisk.TryMount(Path.Combine(_root, "disk"), "4m");
        Assert.SkipWhen(disk is null, "needs root, to mount a small disk");
        var path = Path.Combine(disk.Path, "state.db");
        await (await SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, Cancel)).DisposeAsync();
        disk.MakeReadOnly();
        foreach (var file in new[] { path, Path.Combine(disk.Path, "new", "state.db") })
        {
            var refused = await Assert.ThrowsAsync<StoreException>(() =>
                SqliteStore.OpenAsync(file, new SqliteStoreOptions(), TimeProvider.System, Cancel));
            Assert.Equal(StoreFault.NotWritable, refused.Fault);
            Assert.Contains(file, refused.Message);
        }
    }

    [Fact]
    public async Task Commit_KeyOrValueIsTooLarge_IsRefusedAlone()
    {
        await using var store = await OpenAsync();
        Assert.Equal(StoreFault.TooLarge, (await Assert.ThrowsAsync<StoreException>(() => PutAsync(store, "/a", (3 << 20) + 1))).Fault);
        Assert.Equal(StoreFault.TooLarge, (await Assert.ThrowsAsync<StoreException>(() => PutAsync(store, new string('k', 2049), 1))).Fault);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => PutAsync(store, "/half\ud83d", 1));
        Assert.Equal(1, await PutAsync(store, "/a", 3 << 20));
    }

    [Fact]
    public async Task Store_Closed_RefusesAll()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => PutAsync(store, "/a", 1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.RangeAsync("/a", null, 0, 0, Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.CompactAsync(1, Cancel));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Store_ClosedWithWritesWaiting_CarriesThemOut()
    {
        var store = await OpenAsync();
        var commits = Enumerable.Range(0, 1000).Select(i => PutAsync(store, $"/a/{i}", 100)).ToList();
        await store.DisposeAsync();
        await Task.WhenAll(commits);
        await using var again = await OpenAsync();
        Assert.Equal(1000, again.Revision);
    }

    private static async Task<StoreException> FillAsync(SqliteStore store)
    {
        while (true)
        {
            try
            {
                await PutAsync(store, "/fill", 100_000);
            }
            catch (StoreException error)
            {
                return error;
            }
        }
    }

    private static async Task<long> PutAsync(SqliteStore store, string key, int bytes) =>
        (await store.CommitAsync(StoreWrite.Put(key, new byte[bytes]), Cancel)).Revision;

    private static string Mode(string path)
    {
#pragma warning disable CA1416 // the tests that ask are skipped on Windows
        return Convert.ToString((int)System.IO.File.GetUnixFileMode(path), 8);
#pragma warning restore CA1416
    }

    private Task<SqliteStore> OpenAsync(SqliteStoreOptions? options = null) =>
        SqliteStore.OpenAsync(File, options ?? new SqliteStoreOptions(), TimeProvider.System, Cancel);

    private async Task RefusedAsync(StoreFault fault, params string[] parts)
    {
        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync());
        Assert.Equal(fault, refused.Fault);
        Assert.All(parts, part => Assert.Contains(part, refused.Message));
        Assert.DoesNotContain('\n', refused.Message);
    }
}
