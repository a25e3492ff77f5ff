using System.Collections.Concurrent;
using Trireme.Machinery.Schema;

namespace Trireme.Server.Metrics;

/// <summary>What the server counts about itself, in the names that Kubernetes uses. Thread-safe.</summary>
internal sealed class ServerMetrics
{
    private readonly ConcurrentDictionary<RequestKey, RequestSeries> _requests = new();
    private readonly ConcurrentDictionary<KindInfo, WatchSeries> _watches = new();
    private long _inFlightReading;
    private long _inFlightWriting;

    /// <summary>Requests by verb, resource and code.</summary>
    public IEnumerable<KeyValuePair<RequestKey, RequestSeries>> Requests => _requests;

    /// <summary>Watches by kind.</summary>
    public IEnumerable<KeyValuePair<KindInfo, WatchSeries>> Watches => _watches;

    /// <summary>Requests that read and run now; watches are not among them.</summary>
    public long InFlightReading => Volatile.Read(ref _inFlightReading);

    /// <summary>Requests that write and run now.</summary>
    public long InFlightWriting => Volatile.Read(ref _inFlightWriting);

    /// <summary>A request begins.</summary>
    /// <returns>How many of its sort run now, itself included.</returns>
    public long RequestStarted(bool writes) => Interlocked.Increment(ref writes ? ref _inFlightWriting : ref _inFlightReading);

    /// <summary>A request has ended.</summary>
    public void RequestEnded(bool writes, in RequestKey key, TimeSpan duration)
    {
        Interlocked.Decrement(ref writes ? ref _inFlightWriting : ref _inFlightReading);
        if (!_requests.TryGetValue(key, out var series))
            series = _requests.GetOrAdd(key, static _ => new RequestSeries());
        series.Observe(duration);
    }

    /// <summary>A watch begins.</summary>
    public void WatchStarted(KindInfo kind) => Interlocked.Increment(ref Of(kind).Running);

    /// <summary>A watch has ended.</summary>
    public void WatchEnded(KindInfo kind) => Interlocked.Decrement(ref Of(kind).Running);

    /// <summary>A watch was ended because its client read too slowly.</summary>
    public void WatchOverflowed(KindInfo kind) => Interlocked.Increment(ref Of(kind).Overflowed);

    private WatchSeries Of(KindInfo kind) => _watches.GetOrAdd(kind, static _ => new WatchSeries());
}
