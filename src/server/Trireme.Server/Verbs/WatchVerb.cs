using System.Buffers;
using Microsoft.AspNetCore.Http;
using Trireme.Machinery.Protobuf;
using Trireme.Server.Cache;
using Trireme.Server.Http;
using Trireme.Server.Watch;

namespace Trireme.Server.Verbs;

/// <summary>GET of a collection with <c>watch</c>: a stream of events, one JSON object a line, or protobuf messages.</summary>
internal sealed class WatchVerb(ServerParts parts)
{
    private const int ShortestSeconds = 1800; // a watch without a timeout ends after 30 to 60 minutes, as in Kubernetes

    /// <summary>Answers until the client leaves, the time is over or the server stops.</summary>
    public async Task HandleAsync(ApiCall call)
    {
        var cache = parts.Cache.Of(call.Kind);
        var (query, refusal) = ListQuery.Read(call, cache, watch: true);
        if (query is null)
        {
            await StatusWriter.WriteAsync(call.Http, refusal!).ConfigureAwait(false);
            return;
        }
        if (query.SendInitialEvents == true && query.ResourceVersion is { } version
            && await Freshness.WaitAsync(parts, version, call.Aborted).ConfigureAwait(false) is { } late)
        {
            await StatusWriter.WriteAsync(call.Http, late).ConfigureAwait(false);
            return;
        }
        var seconds = ShortestSeconds + (int)(parts.Time.GetTimestamp() % ShortestSeconds);
        using var timeout = new CancellationTokenSource(query.Timeout ?? TimeSpan.FromSeconds(seconds), parts.Time);
        using var watcher = new Watcher(query.Selector, query.AllowWatchBookmarks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource([timeout.Token, call.Aborted, watcher.Cut, parts.Stopping]);
        parts.Metrics.WatchStarted(call.Kind);
        try
        {
            await StreamAsync(call, query, cache, watcher, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.Aborted.IsCancellationRequested)
        {
            // The time is over, the server stops, or the client is too slow: the stream ends where an event ends.
        }
        finally
        {
            cache.Unsubscribe(watcher);
            parts.Metrics.WatchEnded(call.Kind);
        }
        if (watcher.Ended == WatchEnd.Overflow)
        {
            parts.Metrics.WatchOverflowed(call.Kind);
            call.Http.Abort();
        }
    }

    private async Task StreamAsync(ApiCall call, ListQuery query, KindCache cache, Watcher watcher, CancellationToken stop)
    {
        var view = ObjectViews.For(call);
        var protobuf = call.Media.Format == MediaFormat.Protobuf;
        var writer = new WatchWriter(protobuf ? new ProtobufWatchFormat(view) : new JsonWatchFormat(view), call.Http.Response.BodyWriter);
        // Subscribe first, answer then: what happens in between is in the queue.
        var wantsState = query.SendInitialEvents ?? (query.ResourceVersion is null or 0);
        long floor = 0;
        var known = parts.Cache.Revision; // read before subscribing: the state has everything up to it
        var state = wantsState || query.ResourceVersion is null or 0 ? cache.Subscribe(watcher) : null;
        var missed = state is null ? cache.Subscribe(watcher, query.ResourceVersion!.Value, out floor) : null;

        call.SendWarnings();
        call.Http.Response.StatusCode = 200;
        call.Http.Response.ContentType = protobuf ? KubernetesProtobuf.StreamMediaType : "application/json";
        await call.Http.Response.StartAsync(stop).ConfigureAwait(false);
        if (state is null && missed is null)
        {
            writer.Error(StatusErrors.TooOldResourceVersion(query.ResourceVersion!.Value, floor));
            await writer.FlushAsync(stop).ConfigureAwait(false);
            return;
        }
        if (wantsState && state is not null)
            await SendStateAsync(query, state, Math.Max(known, state.Revision), writer, stop).ConfigureAwait(false);
        foreach (var change in missed ?? [])
        {
            if (query.Selector.Judge(change) is { } item)
                await writer.WriteAsync(item, stop).ConfigureAwait(false);
        }
        await writer.FlushAsync(stop).ConfigureAwait(false);
        await SendQueueAsync(query, watcher, writer, stop).ConfigureAwait(false);
    }

    private static async Task SendStateAsync(ListQuery query, KindState state, long revision, WatchWriter writer, CancellationToken stop)
    {
        var count = 0;
        var items = ArrayPool<CachedObject>.Shared.Rent(Math.Max(state.Table.Count, 1));
        try
        {
            foreach (var item in state.Table.From(query.Selector.Prefix))
            {
                if (query.Selector.Matches(item))
                    items[count++] = item;
            }
            for (var i = 0; i < count; i++)
                await writer.WriteAsync(new WatchItem(CacheEventType.Added, items[i], items[i].Revision), stop).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<CachedObject>.Shared.Return(items, clearArray: true);
        }
        if (query.SendInitialEvents == true && query.AllowWatchBookmarks)
            writer.Bookmark(revision, initialEventsEnd: true);
    }

    private static async Task SendQueueAsync(ListQuery query, Watcher watcher, WatchWriter writer, CancellationToken stop)
    {
        var after = query.ResourceVersion ?? 0;
        while (await watcher.Queue.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            while (watcher.Queue.TryRead(out var item))
            {
                if (item.Revision > after || item.Type == CacheEventType.Bookmark)
                    await writer.WriteAsync(item, stop).ConfigureAwait(false);
            }
            await writer.FlushAsync(stop).ConfigureAwait(false);
        }
        if (watcher.Ended == WatchEnd.Expired)
        {
            writer.Error(StatusErrors.Expired("too old resource version: the server has lost its history"));
            await writer.FlushAsync(stop).ConfigureAwait(false);
        }
    }
}
