namespace Trireme.Server.Metrics;

/// <summary>A histogram of durations. Thread-safe.</summary>
internal sealed class RequestSeries
{
    /// <summary>The upper bounds of the buckets, in seconds.</summary>
    public static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private long _sumTicks;

    /// <summary>The sum of all durations in seconds.</summary>
    public double Sum => TimeSpan.FromTicks(Volatile.Read(ref _sumTicks)).TotalSeconds;

    /// <summary>Takes a duration in.</summary>
    public void Observe(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        var bucket = 0;
        while (bucket < Bounds.Length && seconds > Bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
        Interlocked.Add(ref _sumTicks, duration.Ticks);
    }

    /// <summary>How many durations fell into a bucket, not counting smaller ones.</summary>
    public long Bucket(int index) => Volatile.Read(ref _buckets[index]);
}
