using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Trireme.Server.Pki;

/// <summary>The DNS names and addresses that a serving certificate stands for, each once, in a fixed order. Immutable.</summary>
internal sealed class SubjectNames
{
    /// <summary>Takes names and addresses; names that are addresses count as such, and names that DNS cannot carry are left out.</summary>
    public SubjectNames(IEnumerable<string> names, IEnumerable<IPAddress> addresses)
    {
        var dns = new SortedSet<string>(StringComparer.Ordinal);
        var ips = new Dictionary<string, IPAddress>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                ips.TryAdd(address.ToString(), address);
            else if (IsDnsName(name))
                dns.Add(name.ToLowerInvariant());
        }
        foreach (var address in addresses)
            ips.TryAdd(address.ToString(), address);
        Dns = [.. dns];
        Addresses = [.. ips.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value)];
    }

    /// <summary>The DNS names, in lower case.</summary>
    public IReadOnlyList<string> Dns { get; }

    /// <summary>The addresses.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The names in a certificate.</summary>
    public static SubjectNames Of(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return extension is null ? new([], []) : new(extension.EnumerateDnsNames(), extension.EnumerateIPAddresses());
    }

    /// <summary>Whether both stand for the same names and addresses.</summary>
    public bool SameAs(SubjectNames other) => Dns.SequenceEqual(other.Dns) && Addresses.SequenceEqual(other.Addresses);

    /// <summary>The extension for a certificate; null where there are no names.</summary>
    public X509Extension? ToExtension()
    {
        if (Dns.Count + Addresses.Count == 0)
            return null;
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in Dns)
            builder.AddDnsName(name);
        foreach (var address in Addresses)
            builder.AddIpAddress(address);
        return builder.Build();
    }

    private static bool IsDnsName(string name) =>
        name.Length is > 0 and <= 253 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '*' or '_');
}
