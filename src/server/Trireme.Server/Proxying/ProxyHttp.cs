using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Trireme.Server.Proxying;

/// <summary>Passes plain requests on and streams the answers back. Thread-safe.</summary>
internal sealed class ProxyHttp : IDisposable
{
    private const int BufferSize = 32 << 10;

    private static readonly HttpRequestOptionsKey<ProxyTarget> TargetKey = new("target");

    // RFC 9110, 7.6.1: these are about one connection. Authorization is the caller's to this server, and nobody else's to see.
    private static readonly HashSet<string> NotPassedOn = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
        "Authorization", "Host", "Content-Length",
    };

    private readonly HttpMessageInvoker _http;

    /// <summary>Passes requests on over connections of a connector.</summary>
    public ProxyHttp(ProxyConnector connector)
    {
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero, // each connection was checked for one target
            // TLS is the connector's: to this handler every connection is plain
            ConnectCallback = async (context, cancellationToken) =>
            {
                context.InitialRequestMessage.Options.TryGetValue(TargetKey, out var target);
                return await connector.ConnectAsync(target!, cancellationToken).ConfigureAwait(false);
            },
        });
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a GET; the answer's body streams.</summary>
    /// <exception cref="IOException">The target cannot be reached.</exception>
    public Task<HttpResponseMessage> GetAsync(ProxyTarget target, CancellationToken cancellationToken) =>
        SendAsync(Message(HttpMethod.Get, target), cancellationToken);

    /// <summary>Passes a request on as it is, and its answer back.</summary>
    /// <exception cref="IOException">The target cannot be reached.</exception>
    public async Task ForwardAsync(HttpContext http, ProxyTarget target, CancellationToken cancellationToken)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // what the backend takes is the backend's to say
        using var message = Message(new HttpMethod(http.Request.Method), target);
        var hasBody = http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0
            || (http.Request.ContentLength is null && http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true);
        if (hasBody)
        {
            message.Content = new StreamContent(http.Request.Body);
            if (http.Request.ContentLength is { } length)
                message.Content.Headers.ContentLength = length;
        }
        foreach (var (name, values) in http.Request.Headers)
        {
            if (NotPassedOn.Contains(name))
                continue;
            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
        message.Headers.TryAddWithoutValidation("X-Forwarded-For", http.Connection.RemoteIpAddress?.ToString());
        message.Headers.TryAddWithoutValidation("X-Forwarded-Host", http.Request.Host.Value);
        message.Headers.TryAddWithoutValidation("X-Forwarded-Proto", http.Request.Scheme);
        using var response = await SendAsync(message, cancellationToken).ConfigureAwait(false);
        http.Response.StatusCode = (int)response.StatusCode;
        CopyHeaders(response.Headers, http.Response.Headers);
        CopyHeaders(response.Content.Headers, http.Response.Headers);
        if (response.Content.Headers.ContentLength is { } known)
            http.Response.ContentLength = known;
        await CopyBodyAsync(response, http, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Streams a body back, each piece as it comes.</summary>
    public static async Task CopyBodyAsync(HttpResponseMessage response, HttpContext http, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var output = http.Response.BodyWriter;
            await http.Response.StartAsync(cancellationToken).ConfigureAwait(false);
            while (true)
            {
                var read = await body.ReadAsync(output.GetMemory(BufferSize), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return;
                output.Advance(read);
                var flushed = await output.FlushAsync(cancellationToken).ConfigureAwait(false);
                if (flushed.IsCompleted)
                    return;
            }
        }
    }

    private static HttpRequestMessage Message(HttpMethod method, ProxyTarget target)
    {
        var message = new HttpRequestMessage(method, $"http://{target.Authority}{target.PathAndQuery}") { Version = HttpVersion.Version11 };
        message.Options.Set(TargetKey, target);
        return message;
    }

    private static void CopyHeaders(HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!NotPassedOn.Contains(name))
                to.Append(name, values.ToArray());
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException broken)
        {
            throw broken.InnerException as IOException ?? new IOException(broken.Message, broken);
        }
    }
}
