using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Trireme.Server.Http;

namespace Trireme.Server.Proxying;

/// <summary>
/// Passes a connection that is upgraded (WebSockets, SPDY) through: the client's own upgrade request goes to the target, the target's answer
/// comes back, and then bytes flow both ways. Nothing is understood here, so both sides speak what they agree on. Thread-safe.
/// </summary>
internal sealed class UpgradeTunnel(ProxyConnector connector)
{
    private const int BufferSize = 32 << 10;
    private const int MaximumRefusal = 64 << 10;

    private static readonly string[] PassedOn =
    [
        "Upgrade", "X-Stream-Protocol-Version", "User-Agent", "Origin", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
    ];

    /// <summary>Whether a request asks for another protocol.</summary>
    public static bool IsAskedFor(HttpRequest request)
    {
        foreach (var value in request.Headers.Connection)
        {
            if (value is not null && value.Contains("upgrade", StringComparison.OrdinalIgnoreCase))
                return request.Headers.Upgrade.Count > 0;
        }
        return false;
    }

    /// <summary>Runs until either side ends.</summary>
    /// <exception cref="IOException">The target cannot be reached, or does not speak HTTP.</exception>
    public async Task RunAsync(HttpContext http, ProxyTarget target, CancellationToken cancellationToken)
    {
        var feature = http.Features.Get<IHttpUpgradeFeature>();
        if (feature is not { IsUpgradableRequest: true })
        {
            await StatusWriter.WriteAsync(http, StatusErrors.BadRequest("Upgrade request required")).ConfigureAwait(false);
            return;
        }
        var backend = await connector.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
        await using (backend.ConfigureAwait(false))
        {
            await backend.WriteAsync(Request(http.Request, target), cancellationToken).ConfigureAwait(false);
            await backend.FlushAsync(cancellationToken).ConfigureAwait(false);
            var (head, rest) = await ResponseHead.ReadAsync(backend, cancellationToken).ConfigureAwait(false);
            if (head.Code != 101)
            {
                await RefuseAsync(http, head, rest, backend, cancellationToken).ConfigureAwait(false);
                return;
            }
            foreach (var (name, value) in head.Headers)
            {
                if (name is not ("connection" or "content-length" or "transfer-encoding" or "date"))
                    http.Response.Headers.Append(name, value);
            }
            var client = await feature.UpgradeAsync().ConfigureAwait(false);
            await using (client.ConfigureAwait(false))
                await PumpAsync(client, backend, rest, cancellationToken).ConfigureAwait(false);
        }
    }

    private static byte[] Request(HttpRequest request, ProxyTarget target)
    {
        var text = new StringBuilder(512);
        text.Append(CultureInfo.InvariantCulture, $"{request.Method} {target.PathAndQuery} HTTP/1.1\r\nHost: {target.Authority}\r\nConnection: Upgrade\r\n");
        foreach (var name in PassedOn)
        {
            foreach (var value in request.Headers[name])
                text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }
        if (request.Method == "POST")
            text.Append("Content-Length: 0\r\n");
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    private static async Task RefuseAsync(HttpContext http, ResponseHead head, byte[] rest, Stream backend, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        body.Write(rest);
        var length = head.ContentLength ?? MaximumRefusal;
        var buffer = new byte[4096];
        while (body.Length < Math.Min(length, MaximumRefusal))
        {
            var read = await backend.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            body.Write(buffer, 0, read);
        }
        var text = Encoding.UTF8.GetString(body.ToArray()).Trim();
        await StatusWriter.WriteAsync(http, StatusErrors.FromBackend(head.Code, text)).ConfigureAwait(false);
    }

    private static async Task PumpAsync(Stream client, Stream backend, byte[] rest, CancellationToken cancellationToken)
    {
        if (rest.Length > 0)
        {
            await client.WriteAsync(rest, cancellationToken).ConfigureAwait(false);
            await client.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var up = CopyAsync(client, backend, ended.Token);
        var down = CopyAsync(backend, client, ended.Token);
        // Neither protocol half-closes: whoever ends first ends both.
        await Task.WhenAny(up, down).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(up, down).ConfigureAwait(false);
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (true)
            {
                var read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return;
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                await to.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; the other is told by the end of its connection.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
