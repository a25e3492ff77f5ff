using Trireme.Api.Core.V1;
using Trireme.Client.Informers;

namespace Trireme.Node.Pods;

/// <summary>The workers of all Pods of this node, made and told as the API changes. Thread-safe.</summary>
internal sealed class PodRegistry : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PodWorker> _workers = new(StringComparer.Ordinal);
    private readonly PodServices _services;
    private readonly IInformer<Pod> _pods;
    private readonly Action<int> _countChanged;
    private IDisposable? _watch;
    private bool _started;
    private bool _stopped;

    /// <param name="services">What workers share.</param>
    /// <param name="pods">The Pods of this node.</param>
    /// <param name="countChanged">Told how many Pods there are to run.</param>
    public PodRegistry(PodServices services, IInformer<Pod> pods, Action<int> countChanged)
    {
        (_services, _pods, _countChanged) = (services, pods, countChanged);
    }

    /// <summary>Whether the API's first list has arrived: only then can it be told which Pods nobody wants.</summary>
    public bool HasSynced => _started && _pods.HasSynced;

    /// <summary>All workers. A snapshot.</summary>
    public IReadOnlyList<PodWorker> Workers
    {
        get
        {
            lock (_gate)
                return [.. _workers.Values];
        }
    }

    /// <summary>The worker of a Pod; null where there is none.</summary>
    public PodWorker? Find(string podUid)
    {
        lock (_gate)
            return _workers.GetValueOrDefault(podUid);
    }

    /// <summary>The worker of a Pod by its name; null where there is none.</summary>
    public PodWorker? Find(string ns, string name)
    {
        lock (_gate)
            return _workers.Values.FirstOrDefault(worker => worker.Pod.Metadata.Name == name && worker.Pod.Metadata.Namespace == ns);
    }

    /// <summary>Whether somebody wants a Pod: it has a worker, or the API has it and the worker is about to be made.</summary>
    public bool IsWanted(string podUid) => Find(podUid) is not null || _pods.List().Any(pod => pod.Metadata.Uid == podUid);

    /// <summary>Starts following the Pods.</summary>
    public void Start()
    {
        lock (_gate)
            _started = true;
        _watch = _pods.AddHandler(OnPod);
    }

    /// <summary>The runtimes have news of a Pod.</summary>
    public void RuntimeChanged(string podUid) => Find(podUid)?.RuntimeChanged();

    /// <summary>Something that Pods refer to has changed.</summary>
    public void ReferencesChanged(IReadOnlyCollection<string> podUids)
    {
        foreach (var uid in podUids)
            Find(uid)?.ReferencesChanged();
    }

    /// <summary>Stops all workers and leaves what runs alone.</summary>
    public async ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        List<PodWorker> workers;
        lock (_gate)
        {
            _stopped = true;
            workers = [.. _workers.Values];
            _workers.Clear();
        }
        await Task.WhenAll(workers.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private void OnPod(Pod? before, Pod? now)
    {
        // One name, two UIDs: the Pod was deleted and made again between two looks.
        if (before?.Metadata.Uid is { } old && old != now?.Metadata.Uid)
            Find(old)?.Gone();
        if (now?.Metadata.Uid is not { } uid)
            return;
        PodWorker worker;
        lock (_gate)
        {
            if (_stopped)
                return;
            if (_workers.TryGetValue(uid, out worker!))
            {
                worker.Update(now);
                return;
            }
            worker = new PodWorker(_services, now, OnEnded);
            _workers.Add(uid, worker);
            _countChanged(_workers.Count);
        }
        worker.Start();
    }

    private void OnEnded(string podUid)
    {
        lock (_gate)
        {
            _workers.Remove(podUid);
            _countChanged(_workers.Count);
        }
    }
}
