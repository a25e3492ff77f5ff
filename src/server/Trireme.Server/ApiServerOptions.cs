using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Server;

/// <summary>How an API server is set up. Immutable.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The address to listen at.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Any;

    /// <summary>The port to listen at; 0 for any free one.</summary>
    public int Port { get; init; } = 6443;

    /// <summary>The address at which Pods and nodes reach the server: the endpoint of the Service <c>kubernetes</c>. Null for <see cref="BindAddress"/>, or loopback where that is "any".</summary>
    public IPAddress? AdvertiseAddress { get; init; }

    /// <summary>Where cluster IPs of Services come from.</summary>
    public IPNetwork ServiceCidr { get; init; } = IPNetwork.Parse("10.96.0.0/16");

    /// <summary>The first node port of Services.</summary>
    public int FirstNodePort { get; init; } = 30000;

    /// <summary>The last node port of Services.</summary>
    public int LastNodePort { get; init; } = 32767;

    /// <summary>The DNS domain of the cluster.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The server's certificate with its key; null for a server that is reached inside its process only and opens no socket.</summary>
    public X509Certificate2? ServingCertificate { get; init; }

    /// <summary>The certificate with key that the server shows to node agents; null where it has none, and then logs, exec and the like are refused.</summary>
    public X509Certificate2? NodeClientCertificate { get; init; }

    /// <summary>The authorities whose serving certificates of node agents are trusted.</summary>
    public X509Certificate2Collection NodeAuthorities { get; init; } = [];

    /// <summary>The largest body of a request, in bytes.</summary>
    public int MaximumBodyBytes { get; init; } = 3 << 20;
}
