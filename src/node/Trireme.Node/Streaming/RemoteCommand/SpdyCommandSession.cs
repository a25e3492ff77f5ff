using Trireme.Node.Runtime;
using Trireme.Node.Streaming.Spdy;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>Exec or attach over SPDY: one stream for each direction, told apart by the header <c>streamType</c>.</summary>
internal sealed class SpdyCommandSession : IRemoteCommandSession
{
    private const int MaximumStreams = 8;
    private readonly SpdyConnection _connection;
    private readonly Dictionary<string, SpdyStream> _streams;
    private readonly bool _wordsOnly;
    private readonly CancellationTokenSource _closed;

    private SpdyCommandSession(SpdyConnection connection, Dictionary<string, SpdyStream> streams, RemoteCommandRequest request, string protocol)
    {
        _connection = connection;
        _streams = streams;
        _wordsOnly = protocol != StreamProtocols.Version4;
        _closed = new();
        Closed = _closed.Token;
        _ = WatchAsync();
        Streams = new()
        {
            Input = request.Input ? streams["stdin"] : null,
            Output = request.Output ? streams["stdout"] : null,
            Error = request.Error ? streams["stderr"] : null,
            Tty = request.Tty,
            Resizes = streams.TryGetValue("resize", out var resize) ? TerminalSizes.Read(resize, Closed) : null,
        };
    }

    public ContainerStreams Streams { get; }

    public CancellationToken Closed { get; }

    /// <summary>Waits until the client has opened the streams that it announced.</summary>
    /// <returns>Null where it did not.</returns>
    internal static async Task<SpdyCommandSession?> StartAsync(
        Stream transport, string protocol, RemoteCommandRequest request, Action activity, CancellationToken cancellationToken)
    {
        var connection = SpdyConnection.Start(transport, isServer: true, new() { MaximumStreams = MaximumStreams, Activity = activity });
        try
        {
            var expected = Expect(request, protocol);
            var streams = new Dictionary<string, SpdyStream>(StringComparer.Ordinal);
            await foreach (var stream in connection.Accepted.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (stream.Headers.TryGetValue("streamType", out var type) && expected.Contains(type) && streams.TryAdd(type, stream))
                    await stream.AcceptAsync(cancellationToken).ConfigureAwait(false);
                else
                    await stream.ResetAsync(cancellationToken).ConfigureAwait(false);
                if (streams.Count == expected.Count)
                    return new(connection, streams, request, protocol);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Too slow, or gone.
        }
        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public async Task FinishAsync(StreamStatus status, CancellationToken cancellationToken)
    {
        try
        {
            await _streams["error"].WriteAsync(_wordsOnly ? status.ToText() : status.ToJson(), cancellationToken).ConfigureAwait(false);
            foreach (var stream in _streams.Values)
                await stream.CompleteWritesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // There is nobody left to tell.
        }
        await DrainAsync().ConfigureAwait(false);
        await _connection.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private static HashSet<string> Expect(RemoteCommandRequest request, string protocol)
    {
        var expected = new HashSet<string>(StringComparer.Ordinal) { "error" };
        if (request.Input)
            expected.Add("stdin");
        if (request.Output)
            expected.Add("stdout");
        if (request.Error)
            expected.Add("stderr");
        if (request.Tty && protocol is (StreamProtocols.Version3 or StreamProtocols.Version4))
            expected.Add("resize");
        return expected;
    }

    /// <summary>Nobody reads any more: what the client still sends must not hold up the connection, or its leaving would not be seen.</summary>
    private async Task DrainAsync()
    {
        foreach (var stream in _streams.Values)
            await stream.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WatchAsync()
    {
        await _connection.Completion.ConfigureAwait(false);
        await _closed.CancelAsync().ConfigureAwait(false);
        _closed.Dispose();
    }
}
