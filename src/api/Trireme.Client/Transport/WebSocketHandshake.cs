using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;

namespace Trireme.Client.Transport;

/// <summary>The opening handshake of a WebSocket (RFC 6455, section 4), done by hand: a refusal's body says why, and .NET's own client drops it.</summary>
internal static class WebSocketHandshake
{
    private const string AcceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    /// <summary>Turns a GET into the opening of a WebSocket; returns the key.</summary>
    public static string Prepare(HttpRequestMessage message, IReadOnlyList<string> protocols)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        message.Version = HttpVersion.Version11;
        message.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        message.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        message.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", key);
        message.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", string.Join(", ", protocols));
        return key;
    }

    /// <summary>The WebSocket of the answer, which owns the connection.</summary>
    public static async Task<WebSocket> CompleteAsync(
        HttpResponseMessage response, string key, IReadOnlyList<string> protocols, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                var refusal = new ApiResponse((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", stream, response);
                await using (refusal.ConfigureAwait(false))
                    throw new ApiException(await StatusReader.ReadAsync(refusal, cancellationToken).ConfigureAwait(false));
            }
            var chosen = Header(response, "Sec-WebSocket-Protocol");
            if (Header(response, "Sec-WebSocket-Accept") != Accept(key))
                throw new IOException("the server's answer is no WebSocket: its key does not match");
            if (chosen is null || !protocols.Contains(chosen, StringComparer.Ordinal))
                throw new IOException($"the server speaks none of {string.Join(", ", protocols)}");
            return WebSocket.CreateFromStream(
                stream, new WebSocketCreationOptions { IsServer = false, SubProtocol = chosen, KeepAliveInterval = TimeSpan.FromSeconds(30) });
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;

    // SHA-1 is what the RFC asks for here; it proves that the other side speaks WebSocket and protects nothing.
#pragma warning disable CA5350
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptSuffix)));
#pragma warning restore CA5350
}
