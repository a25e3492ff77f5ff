using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>Shares informers over one client. Thread-safe.</summary>
/// <param name="client">Where to list and watch.</param>
/// <param name="time">The clock of pauses.</param>
/// <param name="random">Spreads pauses; from now on the factory's own.</param>
/// <param name="options">Pauses and sizes; null for the usual ones.</param>
public sealed class InformerFactory(ApiClient client, TimeProvider time, Random random, InformerOptions? options = null) : IInformerFactory
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Type Kind, string? Namespace, string? Labels, string? Fields), IInformerTask> _informers = [];
    private readonly InformerOptions _options = options ?? new InformerOptions();
    private bool _started;
    private bool _disposed;

    /// <inheritdoc/>
    public IInformer<T> For<T>(string? ns = null, string? labelSelector = null, string? fieldSelector = null)
        where T : class, IKubernetesObject
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var key = (typeof(T), ns, labelSelector, fieldSelector);
            if (_informers.TryGetValue(key, out var known))
                return (IInformer<T>)known;
            var selection = new ListOptions { LabelSelector = labelSelector, FieldSelector = fieldSelector };
            var informer = new Informer<T>(client.Resource<T>(ns), selection, _options, time, random);
            _informers.Add(key, informer);
            if (_started)
                informer.Start();
            return informer;
        }
    }

    /// <inheritdoc/>
    public void Start()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _started = true;
            foreach (var informer in _informers.Values)
                informer.Start();
        }
    }

    /// <inheritdoc/>
    public Task WaitForSyncAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.WhenAll(_informers.Values.Select(informer => informer.WaitForSyncAsync(cancellationToken)));
    }

    /// <summary>Stops all informers.</summary>
    public async ValueTask DisposeAsync()
    {
        IInformerTask[] informers;
        lock (_gate)
        {
            _disposed = true;
            informers = [.. _informers.Values];
            _informers.Clear();
        }
        foreach (var informer in informers)
            await informer.DisposeAsync().ConfigureAwait(false);
    }
}
