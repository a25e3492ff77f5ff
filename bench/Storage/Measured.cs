namespace Trireme.Bench.Storage;

/// <summary>Collects what operations took. Thread-safe.</summary>
internal sealed class Measured
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _latencies = new(1 << 18);
    private long _count;

    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public void Add(TimeSpan latency)
    {
        lock (_gate)
        {
            _count++;
            _latencies.Add(latency);
        }
    }

    /// <summary>Counts operations that have no time of their own.</summary>
    public void Add(int count)
    {
        lock (_gate)
        {
            _count += count;
        }
    }

    public TimeSpan[] Latencies()
    {
        lock (_gate)
        {
            return [.. _latencies];
        }
    }
}
