using Trireme.Api;

namespace Trireme.Client.Informers;

/// <summary>Shares informers: all who ask for the same kind and selection get the same one. Thread-safe.</summary>
public interface IInformerFactory : IAsyncDisposable
{
    /// <summary>The informer of a kind; it starts with <see cref="Start"/>, or at once if that was called before.</summary>
    /// <param name="ns">One namespace, or null for all.</param>
    /// <param name="labelSelector">A label selector, or null.</param>
    /// <param name="fieldSelector">A field selector, or null.</param>
    IInformer<T> For<T>(string? ns = null, string? labelSelector = null, string? fieldSelector = null)
        where T : class, IKubernetesObject;

    /// <summary>Starts all informers asked for so far and later.</summary>
    void Start();

    /// <summary>Completes when all informers asked for so far have synced.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
