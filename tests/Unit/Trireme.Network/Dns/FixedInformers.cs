using Trireme.Api;
using Trireme.Client.Informers;

namespace Trireme.Tests.Unit.Trireme.Network.Dns;

/// <summary>Informers over objects that a test puts in.</summary>
internal sealed class FixedInformers : IInformerFactory
{
    private readonly Dictionary<Type, object> _informers = [];

    public void Add<T>(T value)
        where T : class, IKubernetesObject => ((FixedInformer<T>)For<T>()).Objects.Add(value);

    public IInformer<T> For<T>(string? ns = null, string? labelSelector = null, string? fieldSelector = null)
        where T : class, IKubernetesObject
    {
        if (!_informers.TryGetValue(typeof(T), out var informer))
            _informers[typeof(T)] = informer = new FixedInformer<T>();
        return (IInformer<T>)informer;
    }

    public void Start()
    {
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    private sealed class FixedInformer<T> : IInformer<T>, IDisposable
        where T : class, IKubernetesObject
    {
        private readonly Dictionary<string, Func<T, IEnumerable<string>>> _indexes = [];

        public List<T> Objects { get; } = [];

        public bool HasSynced => true;

        public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public T? Get(string ns, string name) => Objects.FirstOrDefault(value => value.Metadata.Namespace == ns && value.Metadata.Name == name);

        public IReadOnlyCollection<T> List(string? ns = null) => [.. Objects.Where(value => ns is null || value.Metadata.Namespace == ns)];

        public IReadOnlyCollection<T> ByIndex(string index, string key) => [.. Objects.Where(value => _indexes[index](value).Contains(key))];

        public void AddIndex(string index, Func<T, IEnumerable<string>> keys) => _indexes[index] = keys;

        public IDisposable AddHandler(Action<T?, T?> handler)
        {
            Objects.ForEach(value => handler(null, value));
            return this;
        }

        public void Dispose()
        {
        }
    }
}
