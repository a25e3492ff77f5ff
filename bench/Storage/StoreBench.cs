using System.Diagnostics;
using Trireme.Storage;

namespace Trireme.Bench.Storage;

/// <summary>The measurements on a store. Keys look like those of pods, over 5,000 objects.</summary>
internal sealed class StoreBench(IStore store, int valueBytes)
{
    private const int Objects = 5_000;
    private readonly string[] _keys = [.. Enumerable.Range(0, Objects).Select(i => $"/registry/pods/bench-{i % 20}/web-7d4b9c6f5d-{i:x5}")];
    private readonly byte[] _value = MakeValue(valueBytes);

    /// <summary>Unconditional puts from so many writers, each waiting for its answer before the next.</summary>
    public Task<Reading> CommitsAsync(int writers, TimeSpan length) => MeasureAsync($"commits, {writers} writers", async measured =>
    {
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync(writer, writers, length, measured))));
    });

    /// <summary>The same while watches read along, one for each of so many resources, as a server has them.</summary>
    public async Task<Reading> WatchedCommitsAsync(int writers, int watches, TimeSpan length)
    {
        using var stop = new CancellationTokenSource();
        var watching = Enumerable.Range(0, watches).Select(i => Task.Run(async () =>
        {
            await using var watch = store.Watch(i == 0 ? "/registry/pods/" : $"/registry/resource{i}/", store.Revision, 100_000);
            try
            {
                while ((await watch.ReadAsync(stop.Token)).Count > 0)
                {
                }
            }
            catch (OperationCanceledException)
            {
            }
        })).ToList();
        var reading = await CommitsAsync(writers, length);
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return reading with { Name = $"commits, {writers} writers, {watches} watches" };
    }

    /// <summary>Reads of one key, one after the other.</summary>
    public Task<Reading> GetsAsync(TimeSpan length) => MeasureAsync("gets, 1 reader", async measured =>
    {
        var whole = Stopwatch.StartNew();
        for (var i = 0; whole.Elapsed < length; i = (i + 7) % Objects)
        {
            var start = Stopwatch.GetTimestamp();
            await store.RangeAsync(_keys[i], null, 0, 0, CancellationToken.None);
            measured.Add(Stopwatch.GetElapsedTime(start));
        }
    });

    /// <summary>One read of all objects.</summary>
    public Task<Reading> ListAsync() => MeasureAsync("list of all, objects", async measured =>
    {
        var range = await store.RangeAsync("/", StoreKeys.PrefixEnd("/"), 0, 0, CancellationToken.None);
        measured.Add(range.Entries.Count);
    });

    /// <summary>A watch that reads the whole history.</summary>
    public Task<Reading> ReplayAsync() => MeasureAsync("watch from the past, events", async measured =>
    {
        var last = store.Revision;
        await using var watch = store.Watch("/", store.CompactedRevision, 1_000);
        for (var seen = 0L; seen < last;)
        {
            var events = await watch.ReadAsync(CancellationToken.None);
            seen = events[^1].Revision;
            measured.Add(events.Count);
        }
    });

    private static byte[] MakeValue(int bytes)
    {
        var value = new byte[bytes];
        Array.Fill(value, (byte)'x');
        return value;
    }

    private static async Task<Reading> MeasureAsync(string name, Func<Measured, Task> work)
    {
        var measured = new Measured();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var whole = Stopwatch.StartNew();
        await work(measured);
        whole.Stop();
        return new Reading(
            name,
            measured.Count,
            whole.Elapsed,
            measured.Latencies(),
            GC.GetTotalAllocatedBytes(precise: true) - allocated,
            Environment.CpuUsage.TotalTime - cpu);
    }

    private async Task WriteAsync(int writer, int writers, TimeSpan length, Measured measured)
    {
        var whole = Stopwatch.StartNew();
        for (var i = writer; whole.Elapsed < length; i = (i + writers) % Objects)
        {
            var start = Stopwatch.GetTimestamp();
            await store.CommitAsync(StoreWrite.Put(_keys[i], _value), CancellationToken.None);
            measured.Add(Stopwatch.GetElapsedTime(start));
        }
    }
}
