namespace Trireme.Network;

/// <summary>What the network of a node is told at its start. IPv4.</summary>
public sealed record NodeNetworkOptions
{
    /// <summary>The node's name.</summary>
    public required string NodeName { get; init; }

    /// <summary>The node's own address.</summary>
    public required string NodeAddress { get; init; }

    /// <summary>The range of all Pods of the cluster.</summary>
    public required string PodCidr { get; init; }

    /// <summary>The range of all Services.</summary>
    public required string ServiceCidr { get; init; }

    /// <summary>The DNS domain of the cluster.</summary>
    public required string ClusterDomain { get; init; }

    /// <summary>The Service address of cluster DNS.</summary>
    public required string DnsAddress { get; init; }

    /// <summary>The bridge to which Pods are tied; at most 15 characters.</summary>
    public required string Bridge { get; init; }

    /// <summary>The nftables table that holds all rules of this node.</summary>
    public required string Table { get; init; }

    /// <summary>The folder for address leases, and by default for CNI configuration.</summary>
    public required string CniDirectory { get; init; }

    /// <summary>Where the runtime looks for CNI configuration; <c>net.d</c> in <see cref="CniDirectory"/> by default.</summary>
    public string? CniConfigurationDirectory { get => field ?? Path.Combine(CniDirectory, "net.d"); init; }

    /// <summary>The resolv.conf whose name servers answer what the cluster does not know.</summary>
    public string ResolvConf { get; init; } = "/etc/resolv.conf";

    /// <summary>Where errors and changes are told, one line each.</summary>
    public Action<string> Log { get; init; } = static _ => { };
}
