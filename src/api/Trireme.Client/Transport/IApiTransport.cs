namespace Trireme.Client.Transport;

/// <summary>Carries requests to an API server: over HTTPS, or by a call inside the process. Both behave alike (one contract suite). Thread-safe.</summary>
public interface IApiTransport : IAsyncDisposable
{
    /// <summary>Sends a request and returns when status and headers are there; the body streams.</summary>
    /// <exception cref="IOException">The server could not be reached, or the connection broke.</exception>
    Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken);
}
