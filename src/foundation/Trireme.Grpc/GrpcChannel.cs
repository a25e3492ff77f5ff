using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Trireme.Grpc;

/// <summary>
/// A gRPC client for one server: HTTP/2 without TLS, over a unix socket or TCP; unary calls and calls whose answer is a stream.
/// Connects at the first call and again after a loss. Thread-safe. Calls throw <see cref="GrpcException"/>,
/// or <see cref="OperationCanceledException"/> where the caller's own token ended them.
/// </summary>
public sealed class GrpcChannel : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly Uri _address;
    private readonly GrpcChannelOptions _options;

    private GrpcChannel(HttpMessageHandler handler, Uri address, GrpcChannelOptions options)
    {
        _http = new(handler, disposeHandler: true);
        _address = address;
        _options = options;
    }

    /// <summary>A channel to a server that listens on a unix socket.</summary>
    public static GrpcChannel ForUnixSocket(string path, GrpcChannelOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new();
        var handler = NewHandler(options);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return new(handler, new("http://localhost/"), options);
    }

    /// <summary>A channel to a server that listens on TCP, without TLS.</summary>
    /// <param name="address">Scheme, host and port, such as <c>http://127.0.0.1:2379</c>.</param>
    /// <param name="options">Limits.</param>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme != Uri.UriSchemeHttp)
            throw new ArgumentException("only http addresses are supported", nameof(address));
        options ??= new();
        return new(NewHandler(options), address, options);
    }

    /// <summary>Sends one message and returns the one that answers it.</summary>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions call, CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        using var limits = new GrpcCall(call.Timeout, _options.TimeProvider, cancellationToken);
        try
        {
            using var message = NewRequest(method.Path, request, call);
            using var response = await _http.SendAsync(message, limits.Token).ConfigureAwait(false);
            if (GrpcStatusReader.ReadHeaders(response))
                throw new GrpcException(GrpcStatusCode.Internal, "the server sent success without a message");
            var body = await response.Content.ReadAsStreamAsync(limits.Token).ConfigureAwait(false);
            var reader = new GrpcMessageReader<TResponse>(body, method.Parser, _options.MaxReceiveMessageSize);
            var answer = await reader.ReadAsync(limits.Token).ConfigureAwait(false);
            if (answer is not null && await reader.ReadAsync(limits.Token).ConfigureAwait(false) is not null)
                throw new GrpcException(GrpcStatusCode.Internal, "the server sent two messages for one");
            GrpcStatusReader.ReadTrailers(response);
            return answer ?? throw new GrpcException(GrpcStatusCode.Internal, "the server sent success without a message");
        }
        catch (Exception e) when (e is not GrpcException)
        {
            throw limits.Translate(e);
        }
    }

    /// <summary>Sends one message and returns the stream of those that answer it. Leaving the loop cancels the call.</summary>
    public async IAsyncEnumerable<TResponse> StreamAsync<TRequest, TResponse>(
        GrpcMethod<TRequest, TResponse> method, TRequest request, GrpcCallOptions call, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRequest : IMessage
        where TResponse : IMessage<TResponse>
    {
        ArgumentNullException.ThrowIfNull(method);
        using var limits = new GrpcCall(call.Timeout, _options.TimeProvider, cancellationToken);
        using var message = NewRequest(method.Path, request, call);
        HttpResponseMessage? response = null;
        try
        {
            GrpcMessageReader<TResponse> reader;
            try
            {
                response = await _http.SendAsync(message, limits.Token).ConfigureAwait(false);
                if (GrpcStatusReader.ReadHeaders(response))
                    yield break;
                var body = await response.Content.ReadAsStreamAsync(limits.Token).ConfigureAwait(false);
                reader = new(body, method.Parser, _options.MaxReceiveMessageSize);
            }
            catch (Exception e) when (e is not GrpcException)
            {
                throw limits.Translate(e);
            }
            while (true)
            {
                TResponse? next;
                try
                {
                    next = await reader.ReadAsync(limits.Token).ConfigureAwait(false);
                    if (next is null)
                        GrpcStatusReader.ReadTrailers(response);
                }
                catch (Exception e) when (e is not GrpcException)
                {
                    throw limits.Translate(e);
                }
                if (next is null)
                    yield break;
                yield return next;
            }
        }
        finally
        {
            response?.Dispose();
        }
    }

    /// <summary>Closes the connection; running calls end as <see cref="GrpcStatusCode.Unavailable"/>.</summary>
    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler NewHandler(GrpcChannelOptions options) => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        ActivityHeadersPropagator = null,
    };

    private HttpRequestMessage NewRequest(string path, IMessage request, GrpcCallOptions call)
    {
        var size = request.CalculateSize();
        if (size > _options.MaxSendMessageSize)
            throw new GrpcException(GrpcStatusCode.ResourceExhausted, $"trying to send message larger than max ({size} vs. {_options.MaxSendMessageSize})");
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(_address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new GrpcMessageContent(request, size),
        };
        message.Headers.TryAddWithoutValidation("te", "trailers");
        message.Headers.TryAddWithoutValidation("user-agent", "grpc-trireme");
        if (call.Timeout is { } timeout)
            message.Headers.TryAddWithoutValidation("grpc-timeout", GrpcTimeout.Format(timeout));
        if (call.Metadata is { } metadata)
        {
            foreach (var (name, value) in metadata)
                message.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }
}
