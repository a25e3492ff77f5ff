using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trireme.Node.Streaming.PortForward;

/// <summary>Takes over a client's connection for port-forward, whatever it speaks.</summary>
internal static class PortForwardSession
{
    // Two channels each, and a channel is one byte.
    private const int MaximumPorts = 127;

    /// <summary>SPDY as its own upgrade.</summary>
    internal static async Task ServeSpdyAsync(HttpContext context, PortForwarder forwarder, StreamingOptions options, Action activity, CancellationToken cancellationToken)
    {
        var wanted = StreamProtocols.Split(context.Request.Headers["X-Stream-Protocol-Version"]);
        if (wanted.Count > 0 && !wanted.Contains(StreamProtocols.PortForward))
        {
            context.Response.Headers["X-Accepted-Stream-Protocol-Versions"] = StreamProtocols.PortForward;
            var refusal = $"unable to upgrade: unable to negotiate protocol: client supports [{string.Join(' ', wanted)}], server accepts [{StreamProtocols.PortForward}]";
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status403Forbidden, refusal).ConfigureAwait(false);
            return;
        }
        var transport = await StreamUpgrade.AcceptSpdyAsync(context, wanted.Count > 0 ? StreamProtocols.PortForward : null).ConfigureAwait(false);
        if (transport is not null)
            await SpdyPortForwards.ServeAsync(transport, forwarder, options, activity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A WebSocket: with SPDY inside, or with two channels for each port.</summary>
    internal static async Task ServeWebSocketAsync(HttpContext context, PortForwarder forwarder, StreamingOptions options, Action activity, CancellationToken cancellationToken)
    {
        var wanted = StreamProtocols.Split(context.Request.Headers.SecWebSocketProtocol);
        var protocol = StreamProtocols.Choose(wanted, StreamProtocols.WebSocketPortForwards);
        if (protocol is null && wanted.Count > 0)
        {
            var refusal = $"unable to upgrade: unable to negotiate protocol: client supports [{string.Join(' ', wanted)}], server accepts [{string.Join(' ', StreamProtocols.WebSocketPortForwards)}]";
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, refusal).ConfigureAwait(false);
            return;
        }
        var ports = new List<int>();
        if (protocol != StreamProtocols.PortForwardTunnel && ReadPorts(context.Request.Query, ports) is { } problem)
        {
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, problem).ConfigureAwait(false);
            return;
        }
        var socket = await StreamUpgrade.AcceptWebSocketAsync(context, protocol).ConfigureAwait(false);
        if (socket is null)
            return;
        if (protocol == StreamProtocols.PortForwardTunnel)
            await SpdyPortForwards.ServeAsync(new WebSocketTunnel(socket), forwarder, options, activity, cancellationToken).ConfigureAwait(false);
        else
            await WebSocketPortForwards.ServeAsync(socket, protocol, ports, forwarder, options, activity, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the ports of the query, each either on its own or in a list.</summary>
    /// <returns>What is wrong with them; null for nothing.</returns>
    private static string? ReadPorts(IQueryCollection query, List<int> ports)
    {
        foreach (var text in StreamProtocols.Split(query.TryGetValue("port", out var values) ? values : query["ports"]))
        {
            if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
                return $"invalid port \"{text}\"";
            ports.Add(port);
        }
        return ports.Count switch
        {
            0 => "query parameter \"port\" is required",
            > MaximumPorts => $"at most {MaximumPorts} ports can be forwarded over one connection",
            _ => null,
        };
    }
}
