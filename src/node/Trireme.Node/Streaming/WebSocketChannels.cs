using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;

namespace Trireme.Node.Streaming;

/// <summary>
/// Several byte streams over one WebSocket: each message starts with the number of its channel. In the base64 variants the number is a digit and
/// the rest is base64, as text. In version 5 the message 255, n says that channel n has ended.
/// Source: Kubernetes apimachinery pkg/util/httpstream/wsstream, KEP-4006.
/// </summary>
internal sealed class WebSocketChannels : IAsyncDisposable
{
    internal const byte CloseSignal = 255;
    private const int ChannelBuffer = 64 * 1024;
    private const int ReceiveBuffer = 16 * 1024;
    private const int MaximumTextMessage = 1024 * 1024;
    private readonly WebSocket _socket;
    private readonly bool _base64;
    private readonly bool _closeSignals;
    private readonly Pipe?[] _inputs;
    private readonly Action _activity;
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly CancellationTokenSource _closed = new();
    private Task _receiving = Task.CompletedTask;

    /// <summary>Prepares the channels.</summary>
    /// <param name="socket">The WebSocket, owned from now on.</param>
    /// <param name="protocol">The subprotocol that was agreed on; null for none.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="readable">Which of them the client writes to.</param>
    /// <param name="activity">Told of each message.</param>
    internal WebSocketChannels(WebSocket socket, string? protocol, int channels, Func<int, bool> readable, Action activity)
    {
        _socket = socket;
        _base64 = protocol is StreamProtocols.Base64 or StreamProtocols.Version4Base64;
        _closeSignals = protocol == StreamProtocols.Version5;
        _activity = activity;
        _inputs = new Pipe?[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            if (readable(channel))
                _inputs[channel] = new(new(pauseWriterThreshold: ChannelBuffer, resumeWriterThreshold: ChannelBuffer / 2, useSynchronizationContext: false));
        }
    }

    /// <summary>Canceled when the client has gone.</summary>
    internal CancellationToken Closed => _closed.Token;

    /// <summary>Starts to take messages. Until the end, so that pings are answered and the client's leaving is seen.</summary>
    internal void Start() => _receiving = ReceiveLoopAsync();

    /// <summary>What the client sends on a channel.</summary>
    internal Stream Reader(int channel) => _inputs[channel]!.Reader.AsStream();

    /// <summary>Sends on a channel.</summary>
    internal Stream Writer(int channel) => new WebSocketChannelWriter(this, (byte)channel);

    /// <summary>Sends one message on a channel; an empty one only tells that the connection stands.</summary>
    internal async ValueTask SendAsync(byte channel, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var size = 1 + (_base64 ? Base64.GetMaxEncodedToUtf8Length(data.Length) : data.Length);
        var message = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            message[0] = _base64 ? (byte)('0' + channel) : channel;
            if (_base64)
                Base64.EncodeToUtf8(data.Span, message.AsSpan(1), out _, out _);
            else
                data.CopyTo(message.AsMemory(1));
            await _writeLock.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var type = _base64 ? WebSocketMessageType.Text : WebSocketMessageType.Binary;
                // Not with the caller's token: a send cut short would break the WebSocket for all channels.
                await _socket.SendAsync(message.AsMemory(0, size), type, endOfMessage: true, _closed.Token).ConfigureAwait(false);
            }
            finally
            {
                _writeLock.Release();
            }
            _activity();
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException
            || (e is OperationCanceledException && _closed.IsCancellationRequested))
        {
            throw new IOException("the client has closed the connection", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    /// <summary>Says that all is done, and waits for the client to agree; not longer than the token allows.</summary>
    internal async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", cancellationToken).ConfigureAwait(false);
            await _receiving.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or InvalidOperationException or ObjectDisposedException)
        {
            // The client has gone already, or does not care.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        foreach (var input in _inputs)
        {
            if (input is not null)
                await input.Reader.CompleteAsync().ConfigureAwait(false);
        }
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _closed.Dispose();
    }

    private async Task ReceiveLoopAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var buffer = ArrayPool<byte>.Shared.Rent(ReceiveBuffer);
        try
        {
            if (_base64)
                await ReceiveTextAsync(buffer).ConfigureAwait(false);
            else
                await ReceiveBinaryAsync(buffer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The client has gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            foreach (var input in _inputs)
                input?.Writer.Complete();
            await _closed.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task ReceiveBinaryAsync(byte[] buffer)
    {
        var channel = -1;
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
                return;
            _activity();
            var piece = buffer.AsMemory(0, result.Count);
            if (channel < 0 && !piece.IsEmpty)
            {
                channel = piece.Span[0];
                piece = piece[1..];
            }
            if (channel == CloseSignal && _closeSignals)
                EndInputs(piece.Span);
            else
                await DeliverAsync(channel, piece).ConfigureAwait(false);
            if (result.EndOfMessage)
                channel = -1;
        }
    }

    private async Task ReceiveTextAsync(byte[] buffer)
    {
        var message = new ArrayBufferWriter<byte>();
        while (true)
        {
            var result = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            if (result.MessageType == WebSocketMessageType.Close)
                return;
            _activity();
            if (message.WrittenCount + result.Count > MaximumTextMessage)
                throw new IOException("a message is too large");
            message.Write(buffer.AsSpan(0, result.Count));
            if (!result.EndOfMessage)
                continue;
            if (message.WrittenCount > 0)
                await DeliverAsync(message.WrittenSpan[0] - '0', Decode(message.WrittenSpan[1..])).ConfigureAwait(false);
            message.ResetWrittenCount();
        }
    }

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Convert.FromBase64String(Encoding.ASCII.GetString(text));
        }
        catch (FormatException e)
        {
            throw new IOException("a message is not base64", e);
        }
    }

    private async ValueTask DeliverAsync(int channel, ReadOnlyMemory<byte> piece)
    {
        // What comes on channels that take nothing is dropped, as Kubernetes does.
        if ((uint)channel >= (uint)_inputs.Length || _inputs[channel] is not { } input || piece.IsEmpty)
            return;
        try
        {
            await input.Writer.WriteAsync(piece, CancellationToken.None).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // It sends on after it said that it had ended.
        }
    }

    private void EndInputs(ReadOnlySpan<byte> channels)
    {
        foreach (var channel in channels)
        {
            if (channel < _inputs.Length)
                _inputs[channel]?.Writer.Complete();
        }
    }
}
