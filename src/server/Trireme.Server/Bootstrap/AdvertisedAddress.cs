using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Trireme.Server.Bootstrap;

/// <summary>Finds the address under which others reach this machine.</summary>
internal static class AdvertisedAddress
{
    /// <summary>The address of the server's endpoint; null where the machine has none but loopback.</summary>
    public static IPAddress? Of(ApiServerOptions options)
    {
        if (options.AdvertiseAddress is { } given)
            return given;
        var any = options.BindAddress.Equals(IPAddress.Any) || options.BindAddress.Equals(IPAddress.IPv6Any);
        return any ? OfMachine() : options.BindAddress;
    }

    private static IPAddress? OfMachine()
    {
        try
        {
            // Which source address the kernel would take towards the world; a UDP socket sends nothing when it connects.
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(IPAddress.Parse("192.0.2.1"), 9);
            return ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            return FirstOfInterfaces(); // no default route
        }
    }

    private static IPAddress? FirstOfInterfaces()
    {
        foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network.OperationalStatus != OperationalStatus.Up || network.NetworkInterfaceType == NetworkInterfaceType.Loopback)
                continue;
            foreach (var unicast in network.GetIPProperties().UnicastAddresses)
            {
                if (unicast.Address.AddressFamily == AddressFamily.InterNetwork)
                    return unicast.Address;
            }
        }
        return null;
    }
}
