using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Trireme.Node.Pods;

namespace Trireme.Node.Probes;

/// <summary>Probes over the real network, a new connection each time, certificates not checked, as Kubernetes has it.</summary>
internal sealed class ProbeNetwork : IProbeNetwork, IDisposable
{
    private const int MaximumRedirects = 10;
    private const int MaximumBody = 10 << 10;
    private readonly HttpMessageInvoker _http;
    private readonly TimeProvider _time;

    public ProbeNetwork(TimeProvider time)
    {
        _time = time;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            AutomaticDecompression = DecompressionMethods.None,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true },
            ActivityHeadersPropagator = null,
        });
    }

    public async Task<ProbeOutcome> HttpAsync(HttpProbeRequest request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (request.Url is not { } url)
            return ProbeOutcome.Error($"parse \"{request.Text}\": invalid URL");
        var first = url;
        using var limit = new Deadline(timeout, _time, cancellationToken);
        try
        {
            for (var hop = 0; ; hop++)
            {
                using var message = Message(url, request);
                using var response = await _http.SendAsync(message, limit.Token).ConfigureAwait(false);
                var status = (int)response.StatusCode;
                if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
                {
                    var next = new Uri(url, location);
                    if (next.Host != first.Host)
                        return new ProbeOutcome(ProbeResult.Warning, $"Probe terminated redirects, Response body: {await BodyAsync(response, limit.Token).ConfigureAwait(false)}");
                    if (hop == MaximumRedirects)
                        return ProbeOutcome.Failure($"Get \"{url}\": stopped after 10 redirects");
                    url = next;
                    continue;
                }
                return status is >= 200 and < 400 ? ProbeOutcome.Success : ProbeOutcome.Failure($"HTTP probe failed with statuscode: {status}");
            }
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            return ProbeOutcome.Failure($"Get \"{request.Text}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return ProbeOutcome.Failure($"Get \"{request.Text}\": {Explain(error, request.Host, request.Port)}");
        }
    }

    public async Task<ProbeOutcome> TcpAsync(string host, int port, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(timeout, _time, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token).ConfigureAwait(false);
            return ProbeOutcome.Success;
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            return ProbeOutcome.Failure($"dial tcp {Address(host, port)}: i/o timeout");
        }
        catch (SocketException error)
        {
            return ProbeOutcome.Failure(Explain(error, host, port));
        }
    }

    public async Task<ProbeOutcome> GrpcAsync(string host, int port, string service, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new Deadline(timeout, _time, cancellationToken);
        try
        {
            using var message = GrpcHealth.Request(Address(host, port), service);
            using var response = await _http.SendAsync(message, limit.Token).ConfigureAwait(false);
            return await GrpcHealth.ReadAsync(response, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.HasPassed)
        {
            return ProbeOutcome.Failure($"timeout: health rpc did not complete within {GoDuration.Format(timeout)}");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return ProbeOutcome.Failure($"timeout: failed to connect service \"{Address(host, port)}\" within {GoDuration.Format(timeout)}: {Explain(error, host, port)}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Message(Uri url, HttpProbeRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var header in request.Headers)
        {
            if (header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                message.Headers.Host = header.Value;
            else
                message.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }
        if (message.Headers.UserAgent.Count == 0)
            message.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/1.36");
        if (message.Headers.Accept.Count == 0)
            message.Headers.TryAddWithoutValidation("Accept", "*/*");
        message.Headers.ConnectionClose = true;
        return message;
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MaximumBody);
        try
        {
            var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            var length = await body.ReadAtLeastAsync(buffer.AsMemory(0, MaximumBody), MaximumBody, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return System.Text.Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Events are read by people who know these words from other clusters.
    private static string Explain(Exception error, string host, int port)
    {
        for (var inner = error; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    SocketError.ConnectionRefused => $"dial tcp {Address(host, port)}: connect: connection refused",
                    SocketError.HostUnreachable => $"dial tcp {Address(host, port)}: connect: no route to host",
                    SocketError.NetworkUnreachable => $"dial tcp {Address(host, port)}: connect: network is unreachable",
                    SocketError.TimedOut => $"dial tcp {Address(host, port)}: i/o timeout",
                    SocketError.ConnectionReset => "read: connection reset by peer",
                    SocketError.HostNotFound or SocketError.TryAgain => $"dial tcp: lookup {host}: no such host",
                    _ => $"dial tcp {Address(host, port)}: {socket.Message.ToLowerInvariant()}",
                };
            }
        }
        return error is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } ? "EOF" : error.Message;
    }

    private static string Address(string host, int port) => host.Contains(':') ? $"[{host}]:{port}" : $"{host}:{port}";
}
