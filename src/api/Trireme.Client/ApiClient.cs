using Trireme.Api;
using Trireme.Client.Transport;
using Trireme.Machinery.Schema;

namespace Trireme.Client;

/// <summary>The entrance to an API server. Thread-safe; holds nothing but the transport.</summary>
public sealed class ApiClient(IApiTransport transport)
{
    /// <summary>Carries the requests.</summary>
    public IApiTransport Transport { get; } = transport;

    /// <summary>A typed client for a kind.</summary>
    /// <param name="ns">The namespace; null for all namespaces, or for a kind outside of them.</param>
    public ResourceClient<T> Resource<T>(string? ns = null)
        where T : class, IKubernetesObject => new(Transport, KindRegistry.Of<T>(), ns);
}
