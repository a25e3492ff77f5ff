using System.Net;
using Trireme.Node.Runtime;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Cri.Streaming;

/// <summary>Connects to the addresses that the runtime's streaming server hands out: an HTTP request that turns into SPDY/3.1. Thread-safe.</summary>
internal sealed class CriStreamClient : IDisposable
{
    private const string ProtocolHeader = "X-Stream-Protocol-Version";
    private const int MaximumMessage = 4 * 1024;
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        ActivityHeadersPropagator = null,
    });

    public void Dispose() => _http.Dispose();

    /// <summary>Connects with the one protocol that both sides speak.</summary>
    /// <exception cref="RuntimeException">The server refused.</exception>
    internal async Task<SpdyConnection> ConnectAsync(string url, string protocol, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "SPDY/3.1");
        request.Headers.TryAddWithoutValidation(ProtocolHeader, protocol);
        HttpResponseMessage? response = null;
        try
        {
            response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
                throw new RuntimeException(CriReasons.RuntimeError, $"unable to upgrade connection: {await ReadMessageAsync(response, cancellationToken).ConfigureAwait(false)}");
            // The response is not disposed of: from here on its body is the connection.
            var transport = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            response = null;
            return SpdyConnection.Start(transport, isServer: false);
        }
        catch (HttpRequestException e)
        {
            throw new RuntimeException(CriReasons.Unavailable, $"error sending request: {e.GetBaseException().Message}", e);
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static async Task<string> ReadMessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaximumMessage];
        var size = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return $"{System.Text.Encoding.UTF8.GetString(buffer, 0, size).Trim()} (HTTP {(int)response.StatusCode})";
    }
}
