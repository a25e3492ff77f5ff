using System.Net;
using Trireme.Network.Programs;

namespace Trireme.Network.Cni;

/// <summary>The bridge to which the node's Pods are tied. It is there before the first Pod, since cluster DNS listens on its address.</summary>
internal static class PodBridge
{
    /// <summary>Makes the bridge, or completes one that is there.</summary>
    /// <returns>The bridge's address: the first of the node's range, the Pods' gateway.</returns>
    public static async Task<IPAddress> EnsureAsync(NodeNetworkOptions options, string podCidr, CancellationToken cancellationToken)
    {
        var network = IPNetwork.Parse(podCidr);
        var bytes = network.BaseAddress.GetAddressBytes();
        bytes[3] |= 1;
        var gateway = new IPAddress(bytes);
        if (!Directory.Exists($"/sys/class/net/{options.Bridge}"))
            await IpAsync(["link", "add", options.Bridge, "type", "bridge"], cancellationToken).ConfigureAwait(false);
        await IpAsync(["addr", "replace", $"{gateway}/{network.PrefixLength}", "dev", options.Bridge], cancellationToken).ConfigureAwait(false);
        await IpAsync(["link", "set", options.Bridge, "up"], cancellationToken).ConfigureAwait(false);
        // Services are reachable from the node itself even where it has no default route.
        await IpAsync(["route", "replace", options.ServiceCidr, "dev", options.Bridge, "src", gateway.ToString()], cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync("/proc/sys/net/ipv4/ip_forward", "1", cancellationToken).ConfigureAwait(false);
        // Traffic between two Pods of the bridge passes the node's rules too: a Service's answer must find its way back through them.
        await WriteIfThereAsync($"/sys/class/net/{options.Bridge}/bridge/nf_call_iptables", "1", cancellationToken).ConfigureAwait(false);
        // Node ports answer on the node's loopback address as well; the rules keep Pods from it.
        await WriteIfThereAsync($"/proc/sys/net/ipv4/conf/{options.Bridge}/route_localnet", "1", cancellationToken).ConfigureAwait(false);
        return gateway;
    }

    /// <summary>Removes the bridge. A missing one is no error.</summary>
    public static async Task RemoveAsync(string bridge, CancellationToken cancellationToken)
    {
        if (Directory.Exists($"/sys/class/net/{bridge}"))
            await IpAsync(["link", "delete", bridge], cancellationToken).ConfigureAwait(false);
    }

    private static Task IpAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        SystemProgram.RunAsync("ip", arguments, null, cancellationToken);

    private static async Task WriteIfThereAsync(string file, string value, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            await File.WriteAllTextAsync(file, value, cancellationToken).ConfigureAwait(false);
    }
}
