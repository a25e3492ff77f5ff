using Trireme.Api;
using Trireme.Client;

namespace Trireme.Node.References;

/// <summary>One object that is followed by list and watch. Thread-safe.</summary>
internal sealed class ReferencedObject<T>(ResourceClient<T> client, string name, Action<IReadOnlyCollection<string>> changed, TimeProvider time) : IAsyncDisposable
    where T : class, IKubernetesObject
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly HashSet<string> _pods = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private volatile T? _current;
    private Task _running = Task.CompletedTask;

    /// <summary>The object as last seen; null where it was not there, or has not been seen yet.</summary>
    public T? Current => _current;

    /// <summary>Starts following.</summary>
    public void Start(CancellationToken cancellationToken) => _running = Task.Run(() => RunAsync(cancellationToken), CancellationToken.None);

    /// <summary>Adds a Pod that refers to the object.</summary>
    public void Add(string podUid)
    {
        lock (_gate)
            _pods.Add(podUid);
    }

    /// <summary>Takes a Pod away.</summary>
    /// <returns>Whether it was the last one.</returns>
    public bool Remove(string podUid)
    {
        lock (_gate)
            return _pods.Remove(podUid) && _pods.Count == 0;
    }

    /// <summary>Stops following, without waiting for it.</summary>
    public void Stop() => _stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken outer)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(outer, _stop.Token);
        var pause = FirstPause;
        while (!both.IsCancellationRequested)
        {
            try
            {
                if (await FollowAsync(both.Token).ConfigureAwait(false))
                    return;
                pause = FirstPause;
            }
            catch (IOException)
            {
                pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                return;
            }
            await Task.Delay(pause, time, both.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the object will never change again.</returns>
    private async Task<bool> FollowAsync(CancellationToken cancellationToken)
    {
        var selection = new ListOptions { FieldSelector = $"metadata.name={name}" };
        var list = await client.ListAsync(selection, cancellationToken).ConfigureAwait(false);
        if (!list.IsSuccess)
            throw new IOException(list.Error.Message);
        See(list.Value.Items.Count > 0 ? list.Value.Items[0] : null);
        if (IsImmutable(_current))
            return true;
        var watch = selection with { ResourceVersion = list.Value.Metadata.ResourceVersion, AllowWatchBookmarks = true };
        await foreach (var change in client.WatchAsync(watch, cancellationToken).ConfigureAwait(false))
        {
            if (change.Type == "ERROR")
                return false;
            if (change.Type != "BOOKMARK")
                See(change.Type == "DELETED" ? null : change.Object);
            if (IsImmutable(_current))
                return true;
        }
        return false;
    }

    private void See(T? now)
    {
        var before = _current;
        _current = now;
        if (before?.Metadata.ResourceVersion == now?.Metadata.ResourceVersion)
            return;
        string[] pods;
        lock (_gate)
            pods = [.. _pods];
        changed(pods);
    }

    private static bool IsImmutable(T? found) => found switch
    {
        Trireme.Api.Core.V1.ConfigMap { Immutable: true } => true,
        Trireme.Api.Core.V1.Secret { Immutable: true } => true,
        _ => false,
    };
}
