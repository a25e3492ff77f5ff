using System.Globalization;
using Trireme.Client.Session;

namespace Trireme.Client.Streaming;

/// <summary>A port here and the one it leads to.</summary>
/// <param name="Local">The port on this machine; 0 for any that is free.</param>
/// <param name="Remote">The other side's port: a number or a name.</param>
internal sealed record PortPair(int Local, string Remote)
{
    /// <summary>Reads <c>PORT</c>, <c>LOCAL:REMOTE</c> or <c>:REMOTE</c>.</summary>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static PortPair Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var remote = text[(colon + 1)..];
        var local = colon < 0 ? remote : text[..colon];
        if (remote.Length == 0 || remote.Contains(':', StringComparison.Ordinal))
            throw new CommandException($"invalid port format '{text}'");
        if (int.TryParse(remote, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is < 1 or > 65535)
            throw new CommandException($"error parsing remote port '{remote}': it must be between 1 and 65535");
        if (local.Length == 0 || (colon < 0 && number == 0))
            return new PortPair(0, remote); // a name alone says nothing of the port here
        return ushort.TryParse(local, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new PortPair(port, remote)
            : throw new CommandException($"error parsing local port '{local}': it must be between 0 and 65535");
    }
}
