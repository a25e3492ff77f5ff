using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Trireme.Machinery.Validation;

/// <summary>The forms of IP addresses and networks, in the strict text forms of RFC 4291 and RFC 6943 (no leading noughts, no fewer than four parts).</summary>
internal static class AddressRules
{
    public const string IPMessage = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    private const string CidrMessage = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";

    /// <summary>Parses an address; false for anything but the plain forms.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IPAddress address)
    {
        address = IPAddress.None;
        if (text.Length > 45)
            return false;
        if (text.Contains(':'))
            return !text.ContainsAny('%', '[') && IPAddress.TryParse(text, out address!);
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            parts++;
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || part.ContainsAnyExceptInRange('0', '9'))
                return false;
        }
        return parts == 4 && IPAddress.TryParse(text, out address!);
    }

    public static void IP(FieldPath path, string text, FieldErrors errors)
    {
        if (!TryParse(text, out _))
            errors.Invalid(path, text, IPMessage);
    }

    public static bool IsIPv6(string text) => TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;

    public static void Cidr(FieldPath path, string text, FieldErrors errors)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !TryParse(text.AsSpan(0, slash), out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            || bits > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            errors.Invalid(path, text, CidrMessage);
        }
    }

    /// <summary>Addresses that mean something else on every machine may not be endpoints.</summary>
    public static void NotSpecial(FieldPath path, string text, FieldErrors errors)
    {
        if (!TryParse(text, out var address))
        {
            errors.Invalid(path, text, "must be a valid IP address");
            return;
        }
        var bytes = address.GetAddressBytes();
        var isFour = bytes.Length == 4;
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            errors.Invalid(path, text, $"may not be unspecified ({text})");
        if (IPAddress.IsLoopback(address))
            errors.Invalid(path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        if (isFour ? bytes[0] == 169 && bytes[1] == 254 : address.IsIPv6LinkLocal)
            errors.Invalid(path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        if (isFour ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0 : bytes[0] == 0xFF && (bytes[1] & 0x0F) == 2)
            errors.Invalid(path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
    }
}
