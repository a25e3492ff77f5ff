using System.Diagnostics;
using Trireme.Bench.Storage;
using Trireme.Storage;
using Trireme.Storage.Sqlite;

// Trireme.Bench.Storage [folder] [seconds a line] [bytes a value]: measures the SQLite engine on the folder's disk.
var root = args.Length > 0 ? args[0] : Path.GetTempPath();
var length = TimeSpan.FromSeconds(args.Length > 1 ? double.Parse(args[1]) : 3);
var valueBytes = args.Length > 2 ? int.Parse(args[2]) : 1536;
var folder = Path.Combine(root, $"trireme-bench-{Environment.ProcessId}");
Directory.CreateDirectory(folder);
try
{
    var path = Path.Combine(folder, "state.db");
    Console.WriteLine($"values of {valueBytes} bytes, {length.TotalSeconds} s a line, {Environment.ProcessorCount} processors, {root}");
    Console.WriteLine(Reading.Header);
    Console.WriteLine(DiskBench.Syncs(folder, length));
    await using (var store = await SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, CancellationToken.None))
    {
        var bench = new StoreBench(store, valueBytes);
        foreach (var writers in new[] { 1, 8, 64, 256, 1024 })
        {
            Console.WriteLine(await bench.CommitsAsync(writers, length));
        }

        Console.WriteLine(await bench.WatchedCommitsAsync(256, 60, length));
        Console.WriteLine(await bench.GetsAsync(length));
        Console.WriteLine(await bench.ListAsync());
        Console.WriteLine(await bench.ReplayAsync());
        var compacting = Stopwatch.StartNew();
        await store.CompactAsync(store.Revision, CancellationToken.None);
        Console.WriteLine($"{"compaction of all history",-34}{compacting.Elapsed.TotalMilliseconds:F0} ms");
    }

    var opening = Stopwatch.StartNew();
    await using (await SqliteStore.OpenAsync(path, new SqliteStoreOptions(), TimeProvider.System, CancellationToken.None))
    {
        Console.WriteLine($"{"open",-34}{opening.Elapsed.TotalMilliseconds:F0} ms, file {new FileInfo(path).Length >> 20} MB");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}
