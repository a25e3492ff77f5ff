using System.Threading.Channels;
using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>
/// Lists a resource and follows its watch, writing what changes into a channel. It resumes at the last revision it has seen, lists again when
/// that has expired, and never gives up. A full channel makes it wait, and in the end the server cuts the watch off: the slow consumer pays.
/// </summary>
internal sealed class Reflector<T>(
    ResourceClient<T> source, ListOptions selection, InformerOptions options, TimeProvider time, Random random, Func<T, T>? trim, ChannelWriter<Delta<T>> deltas)
    where T : class, IKubernetesObject
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(options.ShortestPause, options.LongestPause, time, random);
    private string _revision = ""; // empty: list first
    private bool _pagesExpire;
    private bool _heard;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            string? failure;
            try
            {
                failure = _revision.Length == 0 ? await ListAsync(cancellationToken).ConfigureAwait(false) : null;
                failure ??= await WatchAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // An informer outlives whatever happens to its connection; only the caller's leaving ends it.
                failure = broken.Message;
            }
            if (failure is not null)
                options.OnFailure?.Invoke($"{source.Address.GroupResource}: {failure}");
            var lived = time.GetElapsedTime(started);
            // What has brought something, or has held for long, begins with short pauses again.
            if (_heard || lived >= options.Stable)
                _backoff.Reset();
            _heard = false;
            if (failure is not null || lived < Short)
                await _backoff.PauseAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<string?> ListAsync(CancellationToken cancellationToken)
    {
        var objects = new Dictionary<ObjectKey, T>();
        var page = selection with { Limit = _pagesExpire ? 0 : options.PageSize };
        while (true)
        {
            var answer = await source.ListAsync(page, cancellationToken).ConfigureAwait(false);
            if (!answer.IsSuccess)
            {
                // Pages that expire while they are read come whole the next time.
                _pagesExpire = answer.IsExpired;
                return $"cannot list: {answer.Error.Message ?? answer.Error.Reason}";
            }
            foreach (var item in answer.Value.Items)
                objects[ObjectKey.Of(item)] = trim is null ? item : trim(item);
            if (string.IsNullOrEmpty(answer.Value.Metadata.Continue))
            {
                await deltas.WriteAsync(new Delta<T>(DeltaType.Replace, null, objects), cancellationToken).ConfigureAwait(false);
                _pagesExpire = false;
                _revision = answer.Value.Metadata.ResourceVersion ?? "";
                return null;
            }
            page = page with { Continue = answer.Value.Metadata.Continue };
        }
    }

    /// <returns>What went wrong, or null where the watch came to its natural end.</returns>
    private async Task<string?> WatchAsync(CancellationToken cancellationToken)
    {
        double share;
        lock (random) // one Random serves all informers of a factory
            share = random.NextDouble();
        var request = selection with
        {
            ResourceVersion = _revision,
            AllowWatchBookmarks = true,
            TimeoutSeconds = (int)(options.WatchTime.TotalSeconds * (1 + share)),
        };
        await foreach (var item in source.WatchAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (item.Type == "ERROR")
            {
                var expired = item.Error is { Code: 410 } or { Reason: "Expired" or "Gone" };
                if (item.Error?.Code is not (429 or 503))
                    _revision = "";
                return expired ? null : $"the watch ended: {item.Error?.Message ?? item.Error?.Reason ?? "no reason given"}";
            }
            if (item.Object is not { } value)
                continue;
            if (item.Type != "BOOKMARK")
            {
                var type = item.Type == "DELETED" ? DeltaType.Remove : DeltaType.Set;
                await deltas.WriteAsync(new Delta<T>(type, trim is null ? value : trim(value), null), cancellationToken).ConfigureAwait(false);
            }
            _revision = value.Metadata.ResourceVersion ?? _revision;
            _heard = true;
        }
        return null;
    }
}
