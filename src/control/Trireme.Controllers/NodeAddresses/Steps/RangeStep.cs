using System.Net;
using System.Numerics;

namespace Trireme.Controllers.NodeAddresses.Steps;

/// <summary>Finds the first range that overlaps no other. Pure.</summary>
internal static class RangeStep
{
    /// <returns>The range, or null where all are taken.</returns>
    public static IPNetwork? FindFree(NodeAddressState state)
    {
        var first = Number(state.Cluster.BaseAddress);
        var bits = state.Cluster.BaseAddress.GetAddressBytes().Length * 8;
        var size = BigInteger.One << (bits - state.PrefixLength);
        var end = first + (BigInteger.One << (bits - state.Cluster.PrefixLength));
        var taken = state.Taken.Where(range => range.BaseAddress.AddressFamily == state.Cluster.BaseAddress.AddressFamily)
            .Select(range => (From: Number(range.BaseAddress), To: Number(range.BaseAddress) + (BigInteger.One << (bits - range.PrefixLength))))
            .OrderBy(range => range.From).ToList();
        var candidate = first;
        foreach (var (from, to) in taken)
        {
            if (to <= candidate)
                continue;
            if (from >= candidate + size)
                break;
            // Past the one in the way, on the next border of a range.
            candidate = first + (to - first + size - 1) / size * size;
        }
        return candidate + size <= end ? new IPNetwork(Address(candidate, bits / 8), state.PrefixLength) : null;
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);

    private static IPAddress Address(BigInteger number, int length)
    {
        var bytes = new byte[length];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, length - digits.Length);
        return new IPAddress(bytes);
    }
}
