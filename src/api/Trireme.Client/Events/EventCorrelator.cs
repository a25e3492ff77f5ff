using Trireme.Api.Core.V1;

namespace Trireme.Client.Events;

/// <summary>
/// Decides what becomes of an event. An object may report 25 times at once and then once in 5 minutes per component; more than 10 events that
/// differ in their message alone, within 10 minutes, become one summary; equal events become one with a count. Remembers at most 4096 of
/// each; the least recently used is forgotten. For one task.
/// </summary>
internal sealed class EventCorrelator(TimeProvider time)
{
    private const int Capacity = 4096;
    private const int Burst = 25;
    private const int SimilarAllowed = 10;
    private const double TokensPerSecond = 1.0 / 300;
    private static readonly TimeSpan SimilarWithin = TimeSpan.FromMinutes(10);

    private readonly RecentlyUsed<Bucket> _buckets = new(Capacity);
    private readonly RecentlyUsed<Similar> _similar = new(Capacity);
    private readonly RecentlyUsed<Event> _written = new(Capacity);

    /// <returns>What to write, or null where the object talks too much.</returns>
    public CorrelatedEvent? Correlate(Event reported)
    {
        var now = time.GetUtcNow();
        var source = $"{reported.Source?.Component}\n{reported.Source?.Host}\n{Subject(reported.InvolvedObject)}";
        var group = $"{source}\n{reported.Type}\n{reported.Reason}\n{reported.ReportingComponent}";
        var key = $"{group}\n{reported.Message}";
        if (IsOneOfMany(group, reported.Message ?? "", now))
        {
            key = group;
            reported = reported with { Message = $"(combined from similar events): {reported.Message}" };
        }
        if (!_buckets.GetOrAdd(source, () => new Bucket(now)).Take(now))
            return null;
        if (_written.Find(key) is { } earlier)
        {
            reported = reported with
            {
                Metadata = reported.Metadata with { Name = earlier.Metadata.Name },
                FirstTimestamp = earlier.FirstTimestamp,
                Count = earlier.Count + 1,
            };
        }
        return new CorrelatedEvent(reported, key);
    }

    /// <summary>Remembers what the server has now.</summary>
    public void Written(CorrelatedEvent wanted, Event written) => _written.Set(wanted.Key, written);

    private static string Subject(ObjectReference subject) =>
        $"{subject.ApiVersion}\n{subject.Kind}\n{subject.Namespace}\n{subject.Name}\n{subject.Uid}\n{subject.FieldPath}";

    private bool IsOneOfMany(string group, string message, DateTimeOffset now)
    {
        var similar = _similar.GetOrAdd(group, () => new Similar());
        if (now - similar.Last > SimilarWithin)
            similar.Messages.Clear();
        similar.Last = now;
        if (similar.Messages.Count < SimilarAllowed)
        {
            similar.Messages.Add(message);
            return false;
        }
        return !similar.Messages.Contains(message);
    }

    private sealed class Similar
    {
        public HashSet<string> Messages { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Last { get; set; }
    }

    private sealed class Bucket(DateTimeOffset start)
    {
        private double _tokens = Burst;
        private DateTimeOffset _filled = start;

        public bool Take(DateTimeOffset now)
        {
            _tokens = Math.Min(Burst, _tokens + (now - _filled).TotalSeconds * TokensPerSecond);
            _filled = now;
            if (_tokens < 1)
                return false;
            _tokens--;
            return true;
        }
    }
}
