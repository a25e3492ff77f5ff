using System.Text;
using Trireme.Api.Core.V1;

namespace Trireme.Node.Sandboxes;

/// <summary>Makes the hosts file of a Pod. Pure. Source: Kubernetes documentation, "Adding entries to Pod /etc/hosts with HostAliases".</summary>
internal static class HostsFile
{
    /// <summary>The text for a Pod with an address of its own.</summary>
    public static string Managed(IReadOnlyList<string> addresses, PodHostname hostname, IReadOnlyList<HostAlias>? aliases)
    {
        var text = new StringBuilder("# Kubernetes-managed hosts file.\n")
            .Append("127.0.0.1\tlocalhost\n")
            .Append("::1\tlocalhost ip6-localhost ip6-loopback\n")
            .Append("fe00::0\tip6-localnet\n")
            .Append("fe00::0\tip6-mcastprefix\n")
            .Append("fe00::1\tip6-allnodes\n")
            .Append("fe00::2\tip6-allrouters\n");
        foreach (var address in addresses)
            text.Append(address).Append('\t').Append(hostname.Domain.Length > 0 ? $"{hostname.Full}\t{hostname.Name}" : hostname.Name).Append('\n');
        return Append(text, aliases).ToString();
    }

    /// <summary>The text for a Pod on the node's network.</summary>
    public static string Node(string nodeFile, IReadOnlyList<HostAlias>? aliases) =>
        Append(new StringBuilder("# Kubernetes-managed hosts file (host network).\n").Append(nodeFile), aliases).ToString();

    private static StringBuilder Append(StringBuilder text, IReadOnlyList<HostAlias>? aliases)
    {
        if (aliases is not { Count: > 0 })
            return text;
        if (text[^1] != '\n')
            text.Append('\n');
        text.Append("\n# Entries added by HostAliases.\n");
        foreach (var alias in aliases)
            text.Append(alias.Ip).Append('\t').AppendJoin('\t', alias.Hostnames ?? []).Append('\n');
        return text;
    }
}
