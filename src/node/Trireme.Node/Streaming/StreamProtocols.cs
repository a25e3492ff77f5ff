using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Trireme.Node.Streaming;

/// <summary>Names of the protocols of exec, attach and port-forward. Source: Kubernetes apimachinery pkg/util/remotecommand and portforward, KEP-4006.</summary>
internal static class StreamProtocols
{
    internal const string Version1 = "channel.k8s.io";
    internal const string Version2 = "v2.channel.k8s.io";
    internal const string Version3 = "v3.channel.k8s.io";
    internal const string Version4 = "v4.channel.k8s.io";
    internal const string Version5 = "v5.channel.k8s.io";
    internal const string Base64 = "base64.channel.k8s.io";
    internal const string Version4Base64 = "v4.base64.channel.k8s.io";
    internal const string PortForward = "portforward.k8s.io";
    internal const string PortForwardTunnel = "SPDY/3.1+portforward.k8s.io";

    internal static readonly string[] SpdyCommands = [Version4, Version3, Version2, Version1];
    internal static readonly string[] WebSocketCommands = [Version5, Version4, Version4Base64, Version1, Base64];
    internal static readonly string[] WebSocketPortForwards = [PortForwardTunnel, Version4, Version4Base64];

    /// <summary>Splits a header that may stand several times, each a list.</summary>
    internal static List<string> Split(StringValues values)
    {
        var found = new List<string>();
        foreach (var value in values)
            found.AddRange((value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return found;
    }

    /// <summary>The first of the client's protocols that is offered; null where none is.</summary>
    internal static string? Choose(List<string> wanted, string[] offered)
    {
        foreach (var protocol in wanted)
        {
            if (offered.Contains(protocol))
                return protocol;
        }
        return null;
    }

    internal static bool Contains(IHeaderDictionary headers, string name, string token)
    {
        foreach (var value in Split(headers[name]))
        {
            if (value.Equals(token, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
