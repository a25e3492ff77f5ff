namespace Trireme.Client.Informers;

/// <summary>An informer as its factory sees it, whatever its kind.</summary>
internal interface IInformerTask : IAsyncDisposable
{
    /// <summary>Starts listing and watching; a second call does nothing.</summary>
    void Start();

    /// <summary>Completes when the first list has been delivered.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
