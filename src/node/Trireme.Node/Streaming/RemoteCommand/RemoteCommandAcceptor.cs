using Microsoft.AspNetCore.Http;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>Agrees with the client on what to speak, and takes over its connection.</summary>
internal static class RemoteCommandAcceptor
{
    /// <summary>Takes over the connection.</summary>
    /// <returns>Null where that was refused, which has been answered, or where the client did not keep up.</returns>
    internal static async Task<IRemoteCommandSession?> AcceptAsync(HttpContext context, RemoteCommandRequest request, StreamingOptions options, Action activity)
    {
        if (StreamUpgrade.IsWebSocket(context))
            return await AcceptWebSocketAsync(context, request, activity).ConfigureAwait(false);
        if (StreamUpgrade.IsSpdy(context))
            return await AcceptSpdyAsync(context, request, options, activity).ConfigureAwait(false);
        await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, "unable to upgrade: missing upgrade headers in request").ConfigureAwait(false);
        return null;
    }

    private static async Task<IRemoteCommandSession?> AcceptWebSocketAsync(HttpContext context, RemoteCommandRequest request, Action activity)
    {
        var wanted = StreamProtocols.Split(context.Request.Headers.SecWebSocketProtocol);
        var protocol = StreamProtocols.Choose(wanted, StreamProtocols.WebSocketCommands);
        if (protocol is null && wanted.Count > 0)
        {
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status400BadRequest, RefusedProtocols(wanted, StreamProtocols.WebSocketCommands)).ConfigureAwait(false);
            return null;
        }
        var socket = await StreamUpgrade.AcceptWebSocketAsync(context, protocol).ConfigureAwait(false);
        return socket is null ? null : await WebSocketCommandSession.StartAsync(socket, protocol, request, activity, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<IRemoteCommandSession?> AcceptSpdyAsync(
        HttpContext context, RemoteCommandRequest request, StreamingOptions options, Action activity)
    {
        var wanted = StreamProtocols.Split(context.Request.Headers["X-Stream-Protocol-Version"]);
        // Clients of the first hour name no protocol.
        var protocol = wanted.Count == 0 ? StreamProtocols.Version1 : StreamProtocols.Choose(wanted, StreamProtocols.SpdyCommands);
        if (protocol is null)
        {
            context.Response.Headers["X-Accepted-Stream-Protocol-Versions"] = StreamProtocols.SpdyCommands;
            await StreamUpgrade.RefuseAsync(context, StatusCodes.Status403Forbidden, RefusedProtocols(wanted, StreamProtocols.SpdyCommands)).ConfigureAwait(false);
            return null;
        }
        var transport = await StreamUpgrade.AcceptSpdyAsync(context, wanted.Count == 0 ? null : protocol).ConfigureAwait(false);
        if (transport is null)
            return null;
        using var limit = new CancellationTokenSource(options.CreationTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        return await SpdyCommandSession.StartAsync(transport, protocol, request, activity, either.Token).ConfigureAwait(false);
    }

    private static string RefusedProtocols(List<string> wanted, string[] offered) =>
        $"unable to upgrade: unable to negotiate protocol: client supports [{string.Join(' ', wanted)}], server accepts [{string.Join(' ', offered)}]";
}
