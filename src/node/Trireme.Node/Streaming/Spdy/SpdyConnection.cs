using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>
/// SPDY/3.1 over a byte stream, client or server side, as much of it as Kubernetes' streaming uses: streams, data, half-close, reset, ping, go-away.
/// As with Go's spdystream, the other end of nearly all such connections, there are no flow-control windows: neither side sends window updates
/// nor waits for them. A stream whose reader is slow holds up the connection, and so the peer, through TCP. Thread-safe.
/// </summary>
public sealed partial class SpdyConnection : IAsyncDisposable
{
    private readonly Stream _transport;
    private readonly SpdyOptions _options;
    private readonly ConcurrentDictionary<int, SpdyStream> _streams = new();
    private readonly Channel<SpdyStream> _accepted;
    private readonly CancellationTokenSource _end = new();
    private readonly bool _isServer;
    private Task _reading = Task.CompletedTask;
    private int _nextId;
    private int _lastRemoteId;
    private volatile bool _goneAway;
    private volatile bool _closed;

    private SpdyConnection(Stream transport, bool isServer, SpdyOptions options)
    {
        _transport = transport;
        _isServer = isServer;
        _options = options;
        _nextId = isServer ? 2 : 1;
        _accepted = Channel.CreateBounded<SpdyStream>(new BoundedChannelOptions(options.MaximumStreams) { SingleWriter = true });
    }

    /// <summary>Streams that the peer opened, to be accepted or reset. Ends with the connection.</summary>
    public ChannelReader<SpdyStream> Accepted => _accepted.Reader;

    /// <summary>Ends when the connection does, for whatever reason; never fails.</summary>
    public Task Completion => _reading;

    /// <summary>Starts to speak SPDY on a byte stream, which the connection owns from then on.</summary>
    /// <param name="transport">The byte stream.</param>
    /// <param name="isServer">Whether this side accepted the connection.</param>
    /// <param name="options">Limits.</param>
    public static SpdyConnection Start(Stream transport, bool isServer, SpdyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        var connection = new SpdyConnection(transport, isServer, options ?? new());
        connection._reading = connection.ReadLoopAsync();
        return connection;
    }

    /// <summary>Opens a stream and waits until the peer has accepted it.</summary>
    /// <exception cref="SpdyException">The peer refused it, or is gone.</exception>
    public async Task<SpdyStream> OpenAsync(IReadOnlyCollection<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (_goneAway || _streams.Count >= _options.MaximumStreams)
            throw new SpdyException(SpdyStatus.RefusedStream, "no more streams can be opened on this connection");
        var stream = await SendOpenAsync(headers, cancellationToken).ConfigureAwait(false);
        await stream.WaitReplyAsync(cancellationToken).ConfigureAwait(false);
        return stream;
    }

    /// <summary>Tells the peer that nothing more will come, and waits for it to hang up, so that it has read everything; not longer than the token allows.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendGoAwayAsync(SpdyStatus.None, cancellationToken).ConfigureAwait(false);
            await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // It is being closed anyhow.
        }
    }

    /// <summary>Hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _writeLock.Dispose();
        _end.Dispose();
    }

    internal void Forget(int id) => _streams.TryRemove(id, out _);
}
