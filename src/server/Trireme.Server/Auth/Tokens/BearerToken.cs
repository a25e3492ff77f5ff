using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Trireme.Server.Auth.Tokens;

/// <summary>Finds the bearer token of a request.</summary>
internal static class BearerToken
{
    private const string SocketProtocol = "base64url.bearer.authorization.k8s.io.";

    /// <summary>Tokens are some kilobytes; more is no token of this cluster.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>The token; null where the request carries none. Browsers, which cannot set headers on a WebSocket, send it as a subprotocol.</summary>
    public static string? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.Count > 0 ? request.Headers.Authorization[0].AsSpan().Trim() : default;
        var space = header.IndexOf(' ');
        if (space > 0 && header[..space].Equals("bearer", StringComparison.OrdinalIgnoreCase))
        {
            var token = header[(space + 1)..].Trim();
            return token.Length == 0 ? null : token.Length <= MaxLength ? token.ToString() : "";
        }
        return request.Headers.SecWebSocketProtocol.Count > 0 ? FromProtocols(request.Headers.SecWebSocketProtocol.ToString()) : null;
    }

    /// <summary>Whether a WebSocket subprotocol is a token and so must not be chosen as the protocol.</summary>
    public static bool IsToken(string protocol) => protocol.StartsWith(SocketProtocol, StringComparison.Ordinal);

    private static string? FromProtocols(string protocols)
    {
        foreach (var protocol in protocols.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!IsToken(protocol) || protocol.Length > MaxLength)
                continue;
            try
            {
                return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(protocol.AsSpan(SocketProtocol.Length)));
            }
            catch (FormatException)
            {
                return ""; // something is shown, and it is not valid
            }
        }
        return null;
    }
}
