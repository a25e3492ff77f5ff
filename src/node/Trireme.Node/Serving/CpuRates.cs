namespace Trireme.Node.Serving;

/// <summary>Turns growing processor times into rates, between one look and the next. Thread-safe. Bounded.</summary>
internal sealed class CpuRates(TimeProvider time)
{
    private const int MaximumEntries = 4096;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long Nanoseconds, DateTimeOffset At, long Rate)> _last = new(StringComparer.Ordinal);

    /// <summary>Thousand-millionths of a processor since the last look; null at the first.</summary>
    public long? Next(string key, long nanoseconds)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (!_last.TryGetValue(key, out var last))
            {
                if (_last.Count >= MaximumEntries)
                    _last.Clear();
                _last[key] = (nanoseconds, now, -1);
                return null;
            }
            var passed = now - last.At;
            // Two readers in one moment must not make each other's rates meaningless.
            if (passed < Shortest)
                return last.Rate < 0 ? null : last.Rate;
            var rate = Math.Max(0, (long)((nanoseconds - last.Nanoseconds) / passed.TotalSeconds));
            _last[key] = (nanoseconds, now, rate);
            return rate;
        }
    }
}
