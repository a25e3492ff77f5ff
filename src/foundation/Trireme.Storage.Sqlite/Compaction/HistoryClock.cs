namespace Trireme.Storage.Sqlite.Compaction;

/// <summary>Remembers which revision was the last at which time, to tell which history is older than a duration. One thread at a time.</summary>
internal sealed class HistoryClock(TimeSpan duration)
{
    /// <summary>How often to look in one duration: history is kept at most this part longer than asked.</summary>
    private const int LooksPerDuration = 5;

    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    // holds the looks of one duration, so it is bounded by LooksPerDuration and a few
    private readonly Queue<(DateTimeOffset At, long Revision)> _looks = new();

    public TimeSpan Interval { get; } =
        duration / LooksPerDuration > ShortestInterval ? duration / LooksPerDuration : ShortestInterval;

    /// <summary>Notes the present revision.</summary>
    /// <returns>The revision that was the last one a whole duration ago; 0 where that is not known yet.</returns>
    public long Look(DateTimeOffset now, long revision)
    {
        _looks.Enqueue((now, revision));
        var old = 0L;
        while (_looks.TryPeek(out var look) && now - look.At >= duration)
        {
            old = look.Revision;
            _looks.Dequeue();
        }

        return old;
    }
}
