using System.Net;

namespace Trireme.Server.Pki;

/// <summary>Under which names and addresses clients reach the API server. Immutable.</summary>
public sealed record ClusterPkiOptions
{
    /// <summary>DNS names beside the ones that every cluster has (localhost, the host's name, kubernetes.default.svc and its shorter forms).</summary>
    public IReadOnlyList<string> ServerNames { get; init; } = [];

    /// <summary>Addresses beside the loopback ones: those that the server is advertised under.</summary>
    public IReadOnlyList<IPAddress> ServerAddresses { get; init; } = [];

    /// <summary>The first address of the Service range, under which Pods reach the API; null where there are no Services.</summary>
    public IPAddress? ServiceAddress { get; init; } = IPAddress.Parse("10.96.0.1");

    /// <summary>The domain of cluster DNS.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>This host's name.</summary>
    public string HostName { get; init; } = Environment.MachineName;

    internal SubjectNames Names()
    {
        string[] names =
        [
            "localhost", HostName, "kubernetes", "kubernetes.default", "kubernetes.default.svc",
            $"kubernetes.default.svc.{ClusterDomain}", .. ServerNames,
        ];
        IPAddress[] addresses = [IPAddress.Loopback, IPAddress.IPv6Loopback, .. ServerAddresses];
        if (ServiceAddress is not null)
            addresses = [.. addresses, ServiceAddress];
        return new SubjectNames(names, addresses);
    }
}
