using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Trireme.Node.Streaming;

/// <summary>Turns an HTTP/1.1 request into a byte stream or a WebSocket, without any middleware, so that any host of these endpoints can be plain.</summary>
internal static class StreamUpgrade
{
    private const string WebSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    internal static bool IsWebSocket(HttpContext context) => IsUpgrade(context, "websocket") && HttpMethods.IsGet(context.Request.Method);

    internal static bool IsSpdy(HttpContext context) => IsUpgrade(context, "SPDY/3.1");

    /// <summary>Answers with a message in plain text.</summary>
    internal static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }

    /// <summary>Answers 101 and returns the connection's bytes; null where the request cannot be upgraded, which has been answered then.</summary>
    internal static async Task<Stream?> AcceptSpdyAsync(HttpContext context, string? protocol)
    {
        if (await FindFeatureAsync(context).ConfigureAwait(false) is not { } feature)
            return null;
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "SPDY/3.1";
        if (protocol is not null)
            context.Response.Headers["X-Stream-Protocol-Version"] = protocol;
        return await feature.UpgradeAsync().ConfigureAwait(false);
    }

    /// <summary>Answers 101 and returns the WebSocket; null where the request cannot be upgraded, which has been answered then. Source: RFC 6455 section 4.2.2.</summary>
    internal static async Task<WebSocket?> AcceptWebSocketAsync(HttpContext context, string? protocol)
    {
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (key.Length != 24 || context.Request.Headers.SecWebSocketVersion != "13")
        {
            context.Response.Headers.SecWebSocketVersion = "13";
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "unable to upgrade: not a WebSocket request of version 13").ConfigureAwait(false);
            return null;
        }
        if (await FindFeatureAsync(context).ConfigureAwait(false) is not { } feature)
            return null;
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Sign(key);
        if (protocol is not null)
            context.Response.Headers.SecWebSocketProtocol = protocol;
        var stream = await feature.UpgradeAsync().ConfigureAwait(false);
        // The protocol is not named here: .NET takes none with a slash, as the tunnel's has.
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
    }

#pragma warning disable CA5350 // The protocol names SHA-1; nothing secret depends on it.
    internal static string Sign(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + WebSocketGuid)));
#pragma warning restore CA5350

    private static bool IsUpgrade(HttpContext context, string protocol) =>
        StreamProtocols.Contains(context.Request.Headers, "Connection", "upgrade") && StreamProtocols.Contains(context.Request.Headers, "Upgrade", protocol);

    private static async Task<IHttpUpgradeFeature?> FindFeatureAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } feature)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "unable to upgrade: the connection is not HTTP/1.1 with an Upgrade header").ConfigureAwait(false);
            return null;
        }
        // A shell may be silent for hours: the server's rules for slow bodies are not for it.
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } request)
            request.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } response)
            response.MinDataRate = null;
        return feature;
    }
}
