using Trireme.Api.Core.V1;
using Trireme.Node.Runtime;

namespace Trireme.Node.Sandboxes;

/// <summary>Makes the resolv.conf of a Pod by its DNS policy. Pure but for the node's file. Source: Kubernetes documentation, "Pod's DNS policy".</summary>
internal static class PodDns
{
    /// <summary>The most name servers that resolvers heed.</summary>
    public const int MaximumServers = 3;

    /// <summary>The most search domains.</summary>
    public const int MaximumSearches = 32;

    /// <summary>The longest search list, in characters.</summary>
    public const int MaximumSearchLength = 2048;

    /// <summary>The configuration of a Pod.</summary>
    /// <param name="pod">The Pod.</param>
    /// <param name="clusterServers">The cluster's DNS.</param>
    /// <param name="clusterDomain">The cluster's domain.</param>
    /// <param name="node">The node's own configuration.</param>
    /// <param name="warn">Told what had to be left out.</param>
    public static DnsConfiguration For(Pod pod, IReadOnlyList<string> clusterServers, string clusterDomain, DnsConfiguration node, Action<string> warn)
    {
        var policy = pod.Spec.DnsPolicy ?? "ClusterFirst";
        var ofCluster = policy == "ClusterFirstWithHostNet" || (policy == "ClusterFirst" && pod.Spec.HostNetwork != true);
        if (ofCluster && clusterServers.Count == 0)
        {
            warn("kubelet does not have ClusterDNS IP configured and cannot create Pod using \"ClusterFirst\" policy. Falling back to \"Default\" policy.");
            ofCluster = false;
        }
        var (servers, searches, options) = policy == "None"
            ? ([], [], new List<string>())
            : ofCluster
                ? (clusterServers.ToList(), OfCluster(pod, clusterDomain, node), ["ndots:5"])
                : (node.Servers.ToList(), node.Searches.ToList(), node.Options.ToList());
        if (pod.Spec.DnsConfig is { } own)
        {
            servers = [.. servers.Concat(own.Nameservers ?? []).Distinct(StringComparer.Ordinal)];
            searches = [.. searches.Concat(own.Searches ?? []).Distinct(StringComparer.Ordinal)];
            options = Merge(options, own.Options ?? []);
        }
        return Limit(servers, searches, options, warn);
    }

    /// <summary>Reads a resolv.conf; an empty configuration where there is none. Source: resolv.conf(5).</summary>
    public static DnsConfiguration Parse(IEnumerable<string> lines)
    {
        var servers = new List<string>();
        var searches = new List<string>();
        var options = new List<string>();
        foreach (var line in lines)
        {
            var fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 2)
                continue;
            switch (fields[0])
            {
                case "nameserver":
                    servers.Add(fields[1]);
                    break;
                case "search":
                    searches = [.. fields[1..]];
                    break;
                case "options":
                    options.AddRange(fields[1..].Where(option => !options.Contains(option)));
                    break;
            }
        }
        return new DnsConfiguration(servers, searches, options);
    }

    private static List<string> OfCluster(Pod pod, string domain, DnsConfiguration node)
    {
        var searches = new List<string> { $"{pod.Metadata.Namespace}.svc.{domain}", $"svc.{domain}", domain };
        searches.AddRange(node.Searches.Where(search => !searches.Contains(search)));
        return searches;
    }

    private static List<string> Merge(List<string> options, IReadOnlyList<PodDNSConfigOption> own)
    {
        foreach (var option in own)
        {
            if (option.Name is not { Length: > 0 } name)
                continue;
            options.RemoveAll(other => other == name || other.StartsWith(name + ":", StringComparison.Ordinal));
            options.Add(string.IsNullOrEmpty(option.Value) ? name : $"{name}:{option.Value}");
        }
        return options;
    }

    private static DnsConfiguration Limit(List<string> servers, List<string> searches, List<string> options, Action<string> warn)
    {
        if (servers.Count > MaximumServers)
        {
            servers = servers[..MaximumServers];
            warn($"Nameserver limits were exceeded, some nameservers have been omitted, the applied nameserver line is: {string.Join(' ', servers)}");
        }
        var kept = searches;
        if (kept.Count > MaximumSearches)
            kept = kept[..MaximumSearches];
        while (string.Join(' ', kept).Length > MaximumSearchLength)
            kept = kept[..^1];
        if (kept.Count < searches.Count)
            warn($"Search Line limits were exceeded, some search paths have been omitted, the applied search line is: {string.Join(' ', kept)}");
        return new DnsConfiguration(servers, kept, options);
    }
}
