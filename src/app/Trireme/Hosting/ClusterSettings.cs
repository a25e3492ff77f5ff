using System.Text.Json.Serialization;

namespace Trireme.Hosting;

/// <summary>What is settled at a cluster's first start and stays: later starts read it, so that addresses do not move.</summary>
internal sealed record ClusterSettings
{
    /// <summary>TCP port of the API server.</summary>
    public int ApiPort { get; init; }

    /// <summary>TCP port of the node agent.</summary>
    public int NodePort { get; init; }

    /// <summary>The address under which the API server is reached by Pods and other machines.</summary>
    public string AdvertiseAddress { get; init; } = "";

    /// <summary>The range of the Pods' addresses.</summary>
    public string PodCidr { get; init; } = "";

    /// <summary>The range of the Services' addresses.</summary>
    public string ServiceCidr { get; init; } = "";

    /// <summary>The DNS domain of the cluster.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The node's name.</summary>
    public string NodeName { get; init; } = "";

    /// <summary>The bridge to which Pods are tied; at most 15 characters.</summary>
    public string Bridge { get; init; } = "";

    /// <summary>The nftables table that holds the cluster's rules.</summary>
    public string Table { get; init; } = "";

    /// <summary>The socket of a CRI runtime that was named at the start; empty for containerd of our own.</summary>
    public string RuntimeSocket { get; init; } = "";

    /// <summary>Where that runtime looks for CNI configuration.</summary>
    public string RuntimeCniDirectory { get; init; } = "";

    /// <summary>The address of cluster DNS: the tenth of the Services' range.</summary>
    [JsonIgnore]
    public string DnsAddress => Subnets.AddressAt(ServiceCidr, 10);
}
