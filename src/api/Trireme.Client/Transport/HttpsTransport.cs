using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Trireme.Client.Configuration;

namespace Trireme.Client.Transport;

/// <summary>Carries requests over the network: HTTP/2 where the server speaks it, else HTTP/1.1, on connections that are kept. Thread-safe.</summary>
public sealed class HttpsTransport : IApiTransport
{
    private readonly ClusterConnection _connection;
    private readonly HttpMessageInvoker _http;
    private readonly TokenSource _token;
    private readonly string _base;

    /// <summary>A transport; nothing is opened before the first request.</summary>
    public HttpsTransport(ClusterConnection connection, TimeProvider time)
    {
        _connection = connection;
        _base = connection.Server.ToString().TrimEnd('/');
        _token = new TokenSource(connection.Token, connection.TokenFile, time);
        _http = new HttpMessageInvoker(CreateHandler(connection), disposeHandler: true);
    }

    /// <inheritdoc/>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = CreateMessage(request);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException broken)
        {
            throw new IOException($"cannot reach {_base}: {Reason(broken)}", broken);
        }
        catch (OperationCanceledException broken) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"cannot reach {_base}: no answer within {_connection.ConnectTimeout.TotalSeconds:0} s", broken);
        }
        if (response.StatusCode == HttpStatusCode.Unauthorized)
            _token.Expire();
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new ApiResponse((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", body, response)
            {
                Warnings = response.Headers.NonValidated.TryGetValues("Warning", out var warnings) ? [.. warnings.Select(Warning)] : [],
            };
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Opens a WebSocket (RFC 6455), over HTTP/1.1 with the same credentials.</summary>
    /// <param name="pathAndQuery">Such as <c>/api/v1/namespaces/a/pods/b/exec?command=ls</c>, escaped.</param>
    /// <param name="protocols">The subprotocols that the client speaks, the best first.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="IOException">The server could not be reached, or answered with something that is no WebSocket.</exception>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task<WebSocket> OpenWebSocketAsync(string pathAndQuery, IReadOnlyList<string> protocols, CancellationToken cancellationToken)
    {
        var message = CreateMessage(new ApiRequest("GET", pathAndQuery));
        var key = WebSocketHandshake.Prepare(message, protocols);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException broken)
        {
            throw new IOException($"cannot reach {_base}: {Reason(broken)}", broken);
        }
        return await WebSocketHandshake.CompleteAsync(response, key, protocols, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes all connections.</summary>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage CreateMessage(ApiRequest request)
    {
        var message = new HttpRequestMessage(new HttpMethod(request.Method), _base + request.PathAndQuery)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", _connection.UserAgent);
        if (_token.Current() is { } token)
            message.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (_connection.ServerName is { Length: > 0 } name)
            message.Headers.Host = name; // the handler takes the name of the TLS handshake from here
        if (!request.Body.IsEmpty)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }
        return message;
    }

    private static SocketsHttpHandler CreateHandler(ClusterConnection connection)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = connection.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            // A watch that says nothing must still find out that the other side is gone.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            ConnectCallback = ConnectAsync,
        };
        if (connection.ClientCertificate is { } certificate)
        {
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        }
        if (connection.SkipVerification)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
        }
        else if (connection.CertificateAuthorities is { } roots)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(roots);
            handler.SslOptions.CertificateChainPolicy = policy;
        }
        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Reason(Exception broken)
    {
        for (var inner = broken; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case SocketException socket:
                    return socket.SocketErrorCode switch
                    {
                        SocketError.ConnectionRefused => "connection refused; is the server running?",
                        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
                        _ => socket.Message,
                    };
                case AuthenticationException tls:
                    return $"the TLS handshake failed: {tls.Message}";
            }
        }
        return broken.Message;
    }

    // 299 - "text" (RFC 7234, section 5.5)
    private static string Warning(string header)
    {
        var start = header.IndexOf('"', StringComparison.Ordinal);
        var end = header.LastIndexOf('"');
        return end > start && start >= 0 ? header[(start + 1)..end].Replace("\\\"", "\"", StringComparison.Ordinal) : header;
    }
}
