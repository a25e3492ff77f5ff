using System.Diagnostics;
using System.Globalization;
using Trireme.Storage;
using Trireme.Storage.Sqlite;
using Trireme.Storage.Sqlite.Native;
using Trireme.Tests.CrashWriter;
using Xunit;

namespace Trireme.Tests.Contract.Storage;

/// <summary>A process that writes is killed at an arbitrary moment, again and again, on the same database: what it acknowledged is there, whole, and nothing else is wrong.</summary>
public sealed class SqliteCrashTests : IDisposable
{
    private const int Plenty = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("trireme-crash-").FullName;

    private string Database => Path.Combine(_folder, "state.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Writer_KilledFiftyTimes_LosesNothingAcknowledged()
    {
        var random = new Random(50);
        var acknowledged = new List<Acknowledgement>();
        var state = new Dictionary<string, StoreEntry>();
        var seen = 0L;
        for (var round = 0; round < 50; round++)
        {
            var more = await KillAsync(random, round, random.Next(1, 250), history: null);
            acknowledged.AddRange(more);
            await using var store = await OpenAsync();
            Assert.True(store.Revision >= more.Max(one => one.Revision));
            var events = await ReadAsync(store, seen);
            Assert.Equal(store.Revision - seen, events.Count);
            CheckEvents(events, seen, state);
            CheckAcknowledged(more, events.ToDictionary(change => change.Revision));
            seen = store.Revision;
        }

        await using var last = await OpenAsync();
        CheckAcknowledged(acknowledged, (await ReadAsync(last, 0)).ToDictionary(change => change.Revision));
        var range = await last.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel);
        Assert.Equal(state.Values.Select(Describe).Order(), range.Entries.Select(Describe).Order());
        Assert.True(acknowledged.Count > 1000);
    }

    [Fact]
    public async Task Writer_KilledDuringCompaction_TheRestIsSweptAtTheNextStart()
    {
        var random = new Random(10);
        for (var round = 0; round < 10; round++)
        {
            var acknowledged = await KillAsync(random, 1000 + round, random.Next(200, 500), history: 40);
            await using (var store = await OpenAsync())
            {
                Assert.True(store.CompactedRevision > 0);
                var entries = await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, Cancel);
                CheckLatest(acknowledged, entries.Entries.ToDictionary(entry => entry.Key));
                var events = await ReadAsync(store, store.CompactedRevision);
                Assert.Equal(store.Revision - store.CompactedRevision, events.Count);
                CheckAcknowledged(
                    acknowledged.Where(one => one.Revision > store.CompactedRevision),
                    events.ToDictionary(change => change.Revision));
                await store.CompactAsync(store.Revision, Cancel);
            }

            using var database = Trireme.Storage.Sqlite.Native.Database.Open(Database);
            Assert.Equal(database.QueryLong("SELECT count(*) FROM live"), database.QueryLong("SELECT count(*) FROM log"));
            Assert.Equal(0, database.QueryLong("SELECT count(*) FROM live LEFT JOIN log ON log.revision = live.revision AND log.key = live.key WHERE log.value IS NULL"));
            Assert.Equal("ok", database.QueryText("PRAGMA integrity_check"));
        }
    }

    [Fact]
    public async Task Writer_KilledWhileItMakesTheDatabase_TheNextStartMakesIt()
    {
        var random = new Random(8);
        for (var round = 0; round < 8; round++)
        {
            var acknowledged = await KillAsync(random, round, lines: 0, history: null);
            await using (var store = await OpenAsync())
            {
                Assert.True(store.Revision >= acknowledged.Count);
                await store.CommitAsync(StoreWrite.Put("/a", new byte[] { 1 }), Cancel);
            }

            foreach (var file in Directory.GetFiles(_folder))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>Runs the writer until it has acknowledged so much, and a little longer; kills it; returns all that it had said.</summary>
    private async Task<List<Acknowledgement>> KillAsync(Random random, int seed, int lines, int? history)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(SealedValue).Assembly.Location);
        start.ArgumentList.Add(Database);
        start.ArgumentList.Add(seed.ToString(CultureInfo.InvariantCulture));
        if (history is { } revisions)
        {
            start.ArgumentList.Add(revisions.ToString(CultureInfo.InvariantCulture));
        }

        using var writer = Process.Start(start)!;
        var said = new List<Acknowledgement>();
        try
        {
            Assert.Equal("opening", await writer.StandardOutput.ReadLineAsync(Cancel));
            var waited = false;
            var atOnce = lines > 0 && random.Next(2) == 0;
            while (said.Count < lines || (atOnce && !waited))
            {
                var line = writer.StandardOutput.ReadLineAsync(Cancel);
                waited = !line.IsCompleted;
                said.Add(Acknowledgement.Parse((await line)!));
            }

            // at the very first word of a group's acknowledgements, or anywhere in what comes after
            var spin = atOnce ? 0 : random.NextDouble() * (lines == 0 ? 40 : 3);
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalMilliseconds < spin;)
            {
                Thread.SpinWait(50);
            }
        }
        finally
        {
            writer.Kill();
        }

        var rest = await writer.StandardOutput.ReadToEndAsync(Cancel);
        await writer.WaitForExitAsync(Cancel);
        // the last line may be cut: it was not said to its end
        said.AddRange(rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Acknowledgement.Parse));
        return said;
    }

    private async Task<SqliteStore> OpenAsync() => await SqliteStore.OpenAsync(
        Database,
        new SqliteStoreOptions { HistoryDuration = null, HistoryRevisions = null },
        TimeProvider.System,
        Cancel);

    private static async Task<List<StoreEvent>> ReadAsync(SqliteStore store, long after)
    {
        await using var watch = store.Watch("/", after, Plenty);
        return after < store.Revision ? await StoreContract.ReadToAsync(watch, store.Revision) : [];
    }

    private static void CheckEvents(List<StoreEvent> events, long after, Dictionary<string, StoreEntry> state)
    {
        foreach (var change in events)
        {
            Assert.Equal(++after, change.Revision);
            Assert.Equal(Describe(state.GetValueOrDefault(change.Key)), Describe(change.Previous));
            if (change.Current is { } entry)
            {
                Assert.True(SealedValue.IsWhole(entry.Key, entry.Value.Span));
                state[entry.Key] = entry;
            }
            else
            {
                Assert.True(state.Remove(change.Key));
            }
        }
    }

    private static void CheckAcknowledged(IEnumerable<Acknowledgement> acknowledged, Dictionary<long, StoreEvent> events)
    {
        foreach (var one in acknowledged)
        {
            var change = events[one.Revision];
            Assert.Equal((one.Key, one.Hash), (change.Key, change.Current is { } entry ? SealedValue.Hash(entry.Value.Span) : "-"));
        }
    }

    private static void CheckLatest(List<Acknowledgement> acknowledged, Dictionary<string, StoreEntry> entries)
    {
        foreach (var last in acknowledged.GroupBy(one => one.Key).Select(ofKey => ofKey.MaxBy(one => one.Revision)!))
        {
            if (entries.TryGetValue(last.Key, out var entry))
            {
                Assert.True(entry.ModRevision >= last.Revision);
                Assert.True(entry.ModRevision > last.Revision || SealedValue.Hash(entry.Value.Span) == last.Hash);
                Assert.True(SealedValue.IsWhole(entry.Key, entry.Value.Span));
            }
        }
    }

    private static string Describe(StoreEntry? entry) => entry is null
        ? "none"
        : $"{entry.Key} {entry.CreateRevision} {entry.ModRevision} {SealedValue.Hash(entry.Value.Span)}";

    /// <summary>A line of the writer.</summary>
    private sealed record Acknowledgement(long Revision, string Key, string Hash)
    {
        public static Acknowledgement Parse(string line) => line.Split(' ') is [var revision, var key, var hash]
            ? new Acknowledgement(long.Parse(revision, CultureInfo.InvariantCulture), key, hash)
            : throw new FormatException(line);
    }
}
