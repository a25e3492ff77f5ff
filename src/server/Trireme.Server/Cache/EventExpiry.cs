using System.Text.Json.Nodes;
using Trireme.Api.Core.V1;
using Trireme.Machinery.Schema;
using Trireme.Server.Json;
using Trireme.Storage;

namespace Trireme.Server.Cache;

/// <summary>Deletes Events an hour after they were last seen, as Kubernetes lets them expire: otherwise they would fill the store.</summary>
internal sealed class EventExpiry(ObjectStorage storage, TimeProvider time) : IAsyncDisposable
{
    private const int Parallel = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly KindInfo _events = KindRegistry.Of<Event>();
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _loop = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
                await SweepAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (IOException)
        {
            // The store has been closed under the server, which is about to stop.
        }
    }

    private async Task SweepAsync()
    {
        var limit = time.GetUtcNow() - Lifetime;
        var expired = new List<CachedObject>();
        foreach (var item in storage.Cache.Of(_events).State.Table.From(""))
        {
            if (LastSeen(item) < limit)
                expired.Add(item);
        }
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = _stop.Token };
        await System.Threading.Tasks.Parallel.ForEachAsync(expired, options, async (item, cancellationToken) =>
        {
            try
            {
                // One that was seen again in the meantime is not at this revision any more, and stays.
                await storage.WriteAsync(_events, item.Namespace, item.Name, null, item.Revision, cancellationToken).ConfigureAwait(false);
            }
            catch (StoreException)
            {
                // A full disk refuses deletions too; the next round tries again.
            }
        }).ConfigureAwait(false);
    }

    private static DateTimeOffset LastSeen(CachedObject item)
    {
        var seen = JsonNode.Parse(item.Json.Span)!.AsObject();
        return seen.Object("series")?.Time("lastObservedTime") ?? seen.Time("lastTimestamp") ?? seen.Time("eventTime")
            ?? seen.Metadata().Time("creationTimestamp") ?? DateTimeOffset.MaxValue;
    }
}
