using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Trireme.Hosting;

/// <summary>Chooses address ranges that nothing else on this machine uses. IPv4.</summary>
internal static class Subnets
{
    /// <summary>The address at a distance from the start of a range.</summary>
    public static string AddressAt(string cidr, uint distance)
    {
        var network = IPNetwork.Parse(cidr);
        Span<byte> bytes = stackalloc byte[4];
        network.BaseAddress.TryWriteBytes(bytes, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + distance);
        return new IPAddress(bytes).ToString();
    }

    /// <summary>The first range <c>10.N.0.0/16</c> from <paramref name="first"/> on that no interface, route or other cluster uses.</summary>
    public static string Free(int first, IEnumerable<string> taken)
    {
        var used = taken.Select(IPNetwork.Parse).Concat(Routes()).ToList();
        for (var second = first; second < 256; second++)
        {
            var candidate = IPNetwork.Parse(string.Create(CultureInfo.InvariantCulture, $"10.{second}.0.0/16"));
            if (!used.Any(other => Overlap(candidate, other)))
                return candidate.ToString();
        }
        throw new InvalidOperationException("no free address range of the form 10.N.0.0/16 is left: name one with --pod-cidr and --service-cidr");
    }

    /// <summary>This machine's main IPv4 address: that of an interface that is up and not loopback, the one with a gateway first.</summary>
    public static string HostAddress()
    {
        var candidates =
            from link in NetworkInterface.GetAllNetworkInterfaces()
            where link.OperationalStatus == OperationalStatus.Up && link.NetworkInterfaceType != NetworkInterfaceType.Loopback
            let properties = link.GetIPProperties()
            from address in properties.UnicastAddresses
            where address.Address.AddressFamily == AddressFamily.InterNetwork
            orderby properties.GatewayAddresses.Count > 0 ? 0 : 1, link.Name.StartsWith("tr", StringComparison.Ordinal) ? 1 : 0
            select address.Address.ToString();
        return candidates.FirstOrDefault() ?? "127.0.0.1";
    }

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    // proc(5), /proc/net/route: destination and mask as hexadecimal in host order.
    private static IEnumerable<IPNetwork> Routes()
    {
        foreach (var line in File.ReadLines("/proc/net/route").Skip(1))
        {
            var fields = line.Split('\t');
            if (fields.Length < 8 || fields[1] == "00000000")
                continue;
            var destination = uint.Parse(fields[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var mask = uint.Parse(fields[7], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            yield return new IPNetwork(new IPAddress(destination & mask), System.Numerics.BitOperations.PopCount(mask));
        }
    }
}
