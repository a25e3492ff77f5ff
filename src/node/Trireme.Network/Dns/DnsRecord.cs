using System.Net;

namespace Trireme.Network.Dns;

/// <summary>A resource record of the cluster's zone.</summary>
/// <param name="Name">The owner's name, lower case, without the final dot.</param>
/// <param name="Type">A, CNAME, PTR, SRV or TXT.</param>
internal sealed record DnsRecord(string Name, DnsType Type)
{
    /// <summary>The address of an A record.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The target of a CNAME, PTR or SRV record, or the text of a TXT record.</summary>
    public string Target { get; init; } = "";

    /// <summary>The port of an SRV record.</summary>
    public ushort Port { get; init; }
}
