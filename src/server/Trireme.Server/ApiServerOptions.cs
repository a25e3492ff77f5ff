using System.Net;
using Trireme.Server.Pki;

namespace Trireme.Server;

/// <summary>How an API server is set up. Immutable.</summary>
public sealed record ApiServerOptions
{
    /// <summary>The address to listen at.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Any;

    /// <summary>The port to listen at; 0 for any free one.</summary>
    public int Port { get; init; } = 6443;

    /// <summary>The address at which Pods and nodes reach the server: the endpoint of the Service <c>kubernetes</c>. Null for <see cref="BindAddress"/>, or where that is "any" for the machine's own address. A loopback address gives the Service no endpoint.</summary>
    public IPAddress? AdvertiseAddress { get; init; }

    /// <summary>Where cluster IPs of Services come from.</summary>
    public IPNetwork ServiceCidr { get; init; } = IPNetwork.Parse("10.96.0.0/16");

    /// <summary>The first node port of Services.</summary>
    public int FirstNodePort { get; init; } = 30000;

    /// <summary>The last node port of Services.</summary>
    public int LastNodePort { get; init; } = 32767;

    /// <summary>The DNS domain of the cluster.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The cluster's authority, certificates and token key; stays the caller's to dispose.</summary>
    public required ClusterPki Pki { get; init; }

    /// <summary>Whether to open a socket; a server without one is reached inside its process only.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>How many requests that read may run at one time, watches and streams not counted; further ones are answered with 429.</summary>
    public int MaximumReadsInFlight { get; init; } = 1000;

    /// <summary>How many requests that write may run at one time; further ones are answered with 429.</summary>
    public int MaximumWritesInFlight { get; init; } = 500;

    /// <summary>The largest body of a request, in bytes.</summary>
    public int MaximumBodyBytes { get; init; } = 3 << 20;
}
