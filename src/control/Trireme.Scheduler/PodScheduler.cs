using System.Threading.Channels;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Client.Events;
using Trireme.Client.Informers;
using Trireme.Scheduler.Binding;
using Trireme.Scheduler.Plugins;
using Trireme.Scheduler.Queue;
using Trireme.Scheduler.Snapshot;

namespace Trireme.Scheduler;

/// <summary>
/// Finds a node for each Pod that has none. One loop owns all state and takes changes from a channel; bindings go on beside it,
/// their Pods counted on their nodes as soon as they are decided.
/// </summary>
public sealed class PodScheduler : IAsyncDisposable
{
    private readonly SchedulerOptions _options;
    private readonly TimeProvider _time;
    private readonly EventBroadcaster _broadcaster;
    private readonly PodBinder _binder;
    private readonly SchedulingQueue _queue;
    private readonly ClusterState _cluster = new();
    private readonly HashSet<string> _binding = [];
    private readonly SemaphoreSlim _bindings;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<IDisposable> _handlers = [];
    // As long as the informers' caches: it holds references to objects that they hold too.
    private readonly Channel<Action> _changes = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private Task _loop = Task.CompletedTask;

    private PodScheduler(ApiClient client, SchedulerOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _queue = new SchedulingQueue(options, time);
        _bindings = new SemaphoreSlim(options.MaximumBindings);
        _broadcaster = new EventBroadcaster(client, time);
        _binder = new PodBinder(client, _broadcaster.Recorder(options.SchedulerName), time);
    }

    /// <summary>Starts a scheduler, and the informers with it; when this returns it knows the cluster.</summary>
    public static async Task<PodScheduler> StartAsync(
        ApiClient client, IInformerFactory informers, SchedulerOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var scheduler = new PodScheduler(client, options, time);
        var nodes = informers.For<Api.Core.V1.Node>();
        var pods = informers.For<Pod>();
        var namespaces = informers.For<Namespace>();
        scheduler._handlers.Add(namespaces.AddHandler((old, current) =>
            scheduler.Enqueue(() => scheduler._cluster.SetNamespace((current ?? old)!.Metadata.Name ?? "", current))));
        scheduler._handlers.Add(nodes.AddHandler((old, current) => scheduler.Enqueue(() => scheduler.OnNode(old, current))));
        scheduler._handlers.Add(pods.AddHandler((old, current) => scheduler.Enqueue(() => scheduler.OnPod(old, current))));
        informers.Start();
        await nodes.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        await pods.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        await namespaces.WaitForSyncAsync(cancellationToken).ConfigureAwait(false);
        scheduler._loop = Task.Run(scheduler.RunAsync, CancellationToken.None);
        return scheduler;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var handler in _handlers)
            handler.Dispose();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _broadcaster.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private static bool IsOver(Pod pod) => pod.Status.Phase is "Succeeded" or "Failed";

    private void Enqueue(Action change) => _changes.Writer.TryWrite(change);

    private void OnNode(Api.Core.V1.Node? old, Api.Core.V1.Node? current)
    {
        _cluster.SetNode((current ?? old)!.Metadata.Name ?? "", current);
        if (current is not null && (old is null || NodeChanges.CouldHelp(old, current)))
            _queue.MoveAll();
    }

    private void OnPod(Pod? old, Pod? current)
    {
        var pod = (current ?? old)!;
        var uid = pod.Metadata.Uid ?? "";
        if (current is null || IsOver(current))
        {
            _binding.Remove(uid);
            _queue.Remove(uid);
            if (!_cluster.Has(uid))
                return;
            _cluster.RemovePod(uid);
            _queue.MoveAll();
        }
        else if (!string.IsNullOrEmpty(current.Spec.NodeName))
        {
            _binding.Remove(uid);
            _queue.Remove(uid);
            var isNew = !_cluster.Has(uid);
            _cluster.AddPod(new PodInfo(current), current.Spec.NodeName);
            if (isNew)
                _queue.MoveAll(); // a new neighbour may be the one that affinity waits for
        }
        else if (current.Spec.SchedulerName == _options.SchedulerName && current.Metadata.DeletionTimestamp is null && !_binding.Contains(uid))
            _queue.Set(new PodInfo(current));
        else if (current.Metadata.DeletionTimestamp is not null)
            _queue.Remove(uid);
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            while (_changes.Reader.TryRead(out var change))
                change();
            if (_queue.Take() is { } queued)
                await ScheduleAsync(queued).ConfigureAwait(false);
            else
                await WaitAsync().ConfigureAwait(false);
        }
    }

    private async Task WaitAsync()
    {
        var changed = _changes.Reader.WaitToReadAsync(_stop.Token).AsTask();
        if (_queue.NextDue() is { } due)
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            await Task.WhenAny(changed, Task.Delay(due, _time, cancel.Token)).ConfigureAwait(false);
            await cancel.CancelAsync().ConfigureAwait(false);
        }
        else
            await changed.ConfigureAwait(false);
    }

    private async Task ScheduleAsync(QueuedPod queued)
    {
        var pod = queued.Pod;
        var result = Placement.Find(pod, _cluster);
        if (result.NodeName is null)
        {
            _queue.PutBack(queued, unschedulable: true);
            _ = GuardedAsync(() => _binder.ReportAsync(pod.Pod, "Unschedulable", result.Explanation, _stop.Token));
            return;
        }
        _cluster.AddPod(pod, result.NodeName);
        _binding.Add(pod.Uid);
        await _bindings.WaitAsync(_stop.Token).ConfigureAwait(false);
        _ = GuardedAsync(() => BindAsync(queued, result.NodeName));
    }

    private async Task BindAsync(QueuedPod queued, string nodeName)
    {
        try
        {
            var error = await _binder.BindAsync(queued.Pod.Pod, nodeName, _stop.Token).ConfigureAwait(false);
            if (error is not null)
                Enqueue(() => TakeBack(queued, gone: error.Code is 404 or 409));
        }
        catch (IOException)
        {
            Enqueue(() => TakeBack(queued, gone: false));
        }
        finally
        {
            _bindings.Release();
        }
    }

    // The binding did not happen. Where the Pod is gone or bound already, its watch event says the rest.
    private void TakeBack(QueuedPod queued, bool gone)
    {
        if (!_binding.Remove(queued.Pod.Uid))
            return;
        _cluster.RemovePod(queued.Pod.Uid);
        if (!gone)
            _queue.PutBack(queued, unschedulable: false);
    }

    private static async Task GuardedAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server is away or the scheduler stops; the Pod stays in the queue and says so again.
        }
    }
}
