using System.Threading.Channels;
using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>
/// An informer: one task lists and watches, another keeps the store and calls the handlers, with a bounded channel between them
/// (1024 changes; the watch waits when it is full).
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class Informer<T> : IInformer<T>, IInformerTask
    where T : class, IKubernetesObject
{
    private const int ChannelCapacity = 1024;

    private readonly ObjectStore<T> _store = new();
    private readonly Channel<Delta<T>> _deltas = Channel.CreateBounded<Delta<T>>(new BoundedChannelOptions(ChannelCapacity) { SingleReader = true });
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Reflector<T> _reflector;
    private readonly InformerOptions _options;
    private readonly string _resource;
    private readonly List<Handler> _newcomers = [];
    private readonly List<Handler> _handlers = []; // of the dispatching task alone
    private Task? _running;

    /// <summary>An informer that has not started.</summary>
    /// <param name="source">Where to list and watch.</param>
    /// <param name="selection">The label and field selector.</param>
    /// <param name="options">Pauses and sizes.</param>
    /// <param name="time">The clock of pauses.</param>
    /// <param name="random">Spreads pauses; locked on use.</param>
    /// <param name="trim">Cuts off what nobody reads before an object is kept; null keeps all.</param>
    public Informer(ResourceClient<T> source, ListOptions selection, InformerOptions options, TimeProvider time, Random random, Func<T, T>? trim = null)
    {
        _options = options;
        _resource = source.Address.GroupResource;
        _reflector = new Reflector<T>(source, selection, options, time, random, trim, _deltas.Writer);
    }

    /// <inheritdoc/>
    public bool HasSynced => _synced.Task.IsCompletedSuccessfully;

    /// <inheritdoc/>
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public T? Get(string ns, string name) => _store.Get(new ObjectKey(ns, name));

    /// <inheritdoc/>
    public IReadOnlyCollection<T> List(string? ns = null) =>
        ns is null ? _store.All() : _store.ByIndex(ObjectStore<T>.NamespaceIndex, ns);

    /// <inheritdoc/>
    public IReadOnlyCollection<T> ByIndex(string index, string key) => _store.ByIndex(index, key);

    /// <inheritdoc/>
    public void AddIndex(string index, Func<T, IEnumerable<string>> keys) => _store.AddIndex(index, keys);

    /// <inheritdoc/>
    public IDisposable AddHandler(Action<T?, T?> handler)
    {
        var added = new Handler(handler);
        lock (_gate)
            _newcomers.Add(added);
        // A full channel needs no wake-up: its reader looks for newcomers before each change.
        _deltas.Writer.TryWrite(new Delta<T>(DeltaType.Wake, null, null));
        return added;
    }

    /// <summary>Starts listing and watching; a second call does nothing.</summary>
    public void Start()
    {
        lock (_gate)
            _running ??= Task.WhenAll(Task.Run(() => _reflector.RunAsync(_stop.Token)), Task.Run(DispatchAsync));
    }

    /// <summary>Stops; the store keeps its last state.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            running = _running;
            _running ??= Task.CompletedTask;
        }
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync().ConfigureAwait(false);
        if (running is not null)
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _synced.TrySetCanceled(CancellationToken.None);
        _stop.Dispose();
    }

    private async Task DispatchAsync()
    {
        await foreach (var delta in _deltas.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
        {
            Admit();
            try
            {
                Apply(delta);
            }
            catch (Exception broken)
            {
                _options.OnFailure?.Invoke($"{_resource}: an index failed: {broken}");
            }
        }
    }

    private void Apply(Delta<T> delta)
    {
        switch (delta.Type)
        {
            case DeltaType.Set:
                Set(delta.Value!);
                break;
            case DeltaType.Remove:
                if (_store.Remove(ObjectKey.Of(delta.Value!)) is not null)
                    Tell(delta.Value, null);
                break;
            case DeltaType.Replace:
                Replace(delta.List!);
                _synced.TrySetResult();
                break;
        }
    }

    private void Set(T value)
    {
        var old = _store.Set(ObjectKey.Of(value), value);
        Tell(old, value);
    }

    private void Replace(Dictionary<ObjectKey, T> list)
    {
        foreach (var key in _store.Except(list))
        {
            if (_store.Remove(key) is { } gone)
                Tell(gone, null);
        }
        foreach (var (key, value) in list)
        {
            // What did not change while nobody watched is kept as it is, and no handler hears of it.
            if (_store.Get(key) is not { } old || old.Metadata.ResourceVersion != value.Metadata.ResourceVersion)
                Set(value);
        }
    }

    private void Admit()
    {
        Handler[] newcomers;
        lock (_gate)
        {
            if (_newcomers.Count == 0)
                return;
            newcomers = [.. _newcomers];
            _newcomers.Clear();
        }
        _handlers.RemoveAll(static handler => !handler.Active);
        foreach (var newcomer in newcomers)
        {
            foreach (var value in _store.All())
                Call(newcomer, null, value);
        }
        _handlers.AddRange(newcomers);
    }

    private void Tell(T? old, T? current)
    {
        foreach (var handler in _handlers)
            Call(handler, old, current);
    }

    private void Call(Handler handler, T? old, T? current)
    {
        if (!handler.Active)
            return;
        try
        {
            handler.Action(old, current);
        }
        catch (Exception broken)
        {
            // One broken handler must not end the view of all others.
            _options.OnFailure?.Invoke($"{_resource}: a handler failed: {broken}");
        }
    }

    private sealed class Handler(Action<T?, T?> action) : IDisposable
    {
        private volatile bool _active = true;

        public Action<T?, T?> Action { get; } = action;

        public bool Active => _active;

        public void Dispose() => _active = false;
    }
}
