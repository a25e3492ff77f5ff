using System.Diagnostics;

namespace Trireme.Bench.Storage;

/// <summary>What the disk alone can do: no store can acknowledge single writes faster.</summary>
internal static class DiskBench
{
    /// <summary>Overwrites the same 8 KB and syncs, as a commit of one row into a warm write-ahead log does.</summary>
    public static Reading Syncs(string folder, TimeSpan length)
    {
        using var file = new FileStream(Path.Combine(folder, "sync"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[8192];
        file.Write(block);
        file.Flush(flushToDisk: true);
        var latencies = new List<TimeSpan>();
        var whole = Stopwatch.StartNew();
        while (whole.Elapsed < length)
        {
            var start = Stopwatch.GetTimestamp();
            file.Position = 0;
            file.Write(block);
            file.Flush(flushToDisk: true);
            latencies.Add(Stopwatch.GetElapsedTime(start));
        }

        return new Reading("disk alone: write 8 KB and sync", latencies.Count, whole.Elapsed, [.. latencies], 0, TimeSpan.Zero);
    }
}
