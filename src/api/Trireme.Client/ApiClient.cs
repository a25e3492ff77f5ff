using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Client.Discovery;
using Trireme.Client.Transport;
using Trireme.Machinery.Schema;

namespace Trireme.Client;

/// <summary>The entrance to an API server. Thread-safe; holds nothing but the transport.</summary>
public sealed class ApiClient(IApiTransport transport)
{
    // A server that does not know the envelope may send whole objects: the rest of them is skipped on reading.
    private const string MetadataOnly =
        "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";

    private const string MetadataListOnly =
        "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

    /// <summary>Carries the requests.</summary>
    public IApiTransport Transport { get; } = transport;

    /// <summary>Finds out which resources the server has.</summary>
    public ApiDiscovery Discovery => new(Transport);

    /// <summary>A typed client for a kind.</summary>
    /// <param name="ns">The namespace; null for all namespaces, or for a kind outside of them.</param>
    public ResourceClient<T> Resource<T>(string? ns = null)
        where T : class, IKubernetesObject => new(Transport, KindRegistry.Of<T>(), ns);

    /// <summary>A client that reads and changes only the metadata of objects of any kind.</summary>
    /// <param name="address">The resource.</param>
    /// <param name="ns">The namespace; null for all namespaces, or for a kind outside of them.</param>
    public ResourceClient<PartialObjectMetadata> Metadata(ResourceAddress address, string? ns = null) =>
        new(Transport, address, ns, MetadataOnly, MetadataListOnly);
}
