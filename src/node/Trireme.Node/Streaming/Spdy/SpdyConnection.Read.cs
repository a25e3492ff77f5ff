using System.Buffers;
using System.Buffers.Binary;

namespace Trireme.Node.Streaming.Spdy;

public sealed partial class SpdyConnection
{
    private const int MaximumControlFrame = 64 * 1024;
    private const int ReadBuffer = 16 * 1024;
    private readonly byte[] _buffer = new byte[ReadBuffer];
    private readonly SpdyHeaderDecompressor _decompressor = new();
    private int _bufferStart;
    private int _bufferEnd;

    private async Task ReadLoopAsync()
    {
        // The caller goes on at once, whatever is there to read already.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var start = new byte[SpdyFrameHeader.Size];
            while (await TryReadAsync(start).ConfigureAwait(false))
            {
                _options.Activity?.Invoke();
                var header = SpdyFrameHeader.Read(start);
                if (header.IsControl)
                    await ReadControlAsync(header).ConfigureAwait(false);
                else
                    await ReadDataAsync(header).ConfigureAwait(false);
            }
        }
        catch (SpdyException e)
        {
            await SayGoodbyeAsync(e.Status).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // The peer is gone, or we are.
        }
        finally
        {
            // Set before the streams are broken off: one that is opened meanwhile sees it after it was listed.
            _closed = true;
            _goneAway = true;
            _accepted.Writer.TryComplete();
            var closed = new SpdyException(SpdyStatus.Cancel, "the connection was closed");
            foreach (var stream in _streams.Values)
                stream.Break(closed);
            _decompressor.Dispose();
        }
    }

    private async Task SayGoodbyeAsync(SpdyStatus status)
    {
        try
        {
            await SendGoAwayAsync(status, _end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // There is nobody left to tell.
        }
    }

    /// <summary>Hands data to its stream piece by piece, so that a large frame takes no large buffer. Data for streams that are gone is dropped.</summary>
    private async Task ReadDataAsync(SpdyFrameHeader header)
    {
        _streams.TryGetValue(header.StreamId, out var stream);
        var left = header.Length;
        while (left > 0)
        {
            if (_bufferStart == _bufferEnd && !await FillAsync().ConfigureAwait(false))
                throw new EndOfStreamException();
            var piece = _buffer.AsMemory(_bufferStart, Math.Min(left, _bufferEnd - _bufferStart));
            _bufferStart += piece.Length;
            left -= piece.Length;
            if (stream is not null)
                await DeliverAsync(stream, piece).ConfigureAwait(false);
        }
        if (header.IsFin)
            stream?.EndRemote(null);
    }

    private async ValueTask DeliverAsync(SpdyStream stream, ReadOnlyMemory<byte> piece)
    {
        try
        {
            await stream.Incoming.WriteAsync(piece, _end.Token).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // This side reset the stream meanwhile.
        }
    }

    private async Task ReadControlAsync(SpdyFrameHeader header)
    {
        if (header.Length > MaximumControlFrame)
            throw new SpdyException(SpdyStatus.FrameTooLarge, $"a control frame of {header.Length} bytes is too large");
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(header.Length, 1));
        try
        {
            var body = rented.AsMemory(0, header.Length);
            if (!await TryReadAsync(body).ConfigureAwait(false) && header.Length > 0)
                throw new EndOfStreamException();
            await TakeControlAsync(header, body).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private ValueTask TakeControlAsync(SpdyFrameHeader header, ReadOnlyMemory<byte> body)
    {
        switch (header.Type)
        {
            case SpdyFrameType.SynStream:
                return TakeOpenAsync(header, body);
            case SpdyFrameType.SynReply:
                TakeReply(header, body);
                break;
            case SpdyFrameType.Headers:
                // Late headers mean nothing here, but must pass through the decompressor to keep it in step.
                SpdyHeaderBlock.Read(_decompressor.Decompress(Rest(body, 4)));
                break;
            case SpdyFrameType.RstStream:
                if (_streams.TryRemove(ReadInt(body, 0), out var stream))
                    stream.Break(new((SpdyStatus)ReadInt(body, 4), $"the peer reset the stream: {(SpdyStatus)ReadInt(body, 4)}"));
                break;
            case SpdyFrameType.Ping:
                var id = ReadInt(body, 0);
                // Odd numbers are the client's: one's own number coming back is an answer, and wants none.
                return (id & 1) == (_isServer ? 1 : 0) ? SendPingAsync(id) : ValueTask.CompletedTask;
            case SpdyFrameType.GoAway:
                _goneAway = true;
                break;
            case SpdyFrameType.Settings:
            case SpdyFrameType.WindowUpdate:
            default:
                // Unknown frames are to be skipped, and settings and windows are not used.
                break;
        }
        return ValueTask.CompletedTask;
    }

    private ValueTask TakeOpenAsync(SpdyFrameHeader header, ReadOnlyMemory<byte> body)
    {
        const int Fixed = 10;
        var id = ReadInt(body, 0);
        var headers = SpdyHeaderBlock.Read(_decompressor.Decompress(Rest(body, Fixed)));
        if ((id & 1) != (_isServer ? 1 : 0) || id <= _lastRemoteId)
            throw new SpdyException(SpdyStatus.ProtocolError, $"stream {id} may not be opened");
        _lastRemoteId = id;
        var stream = new SpdyStream(this, id, headers, _options.StreamBuffer);
        if (_streams.Count >= _options.MaximumStreams)
            return SendResetAsync(id, SpdyStatus.RefusedStream, _end.Token);
        _streams[id] = stream;
        if (header.IsFin)
            stream.EndRemote(null);
        if (_accepted.Writer.TryWrite(stream))
            return ValueTask.CompletedTask;
        _streams.TryRemove(id, out _);
        return SendResetAsync(id, SpdyStatus.RefusedStream, _end.Token);
    }

    private void TakeReply(SpdyFrameHeader header, ReadOnlyMemory<byte> body)
    {
        SpdyHeaderBlock.Read(_decompressor.Decompress(Rest(body, 4)));
        if (!_streams.TryGetValue(ReadInt(body, 0), out var stream))
            return;
        stream.TakeReply();
        if (header.IsFin)
            stream.EndRemote(null);
    }

    private static ReadOnlyMemory<byte> Rest(ReadOnlyMemory<byte> body, int start) =>
        body.Length >= start ? body[start..] : throw new SpdyException(SpdyStatus.ProtocolError, "a frame is too short");

    private static int ReadInt(ReadOnlyMemory<byte> body, int start)
    {
        var rest = Rest(body, start).Span;
        return rest.Length >= sizeof(int)
            ? BinaryPrimitives.ReadInt32BigEndian(rest) & int.MaxValue
            : throw new SpdyException(SpdyStatus.ProtocolError, "a frame is too short");
    }

    /// <summary>Fills <paramref name="target"/>; false where the connection ended before its first byte.</summary>
    private async ValueTask<bool> TryReadAsync(Memory<byte> target)
    {
        var got = 0;
        while (got < target.Length)
        {
            if (_bufferStart == _bufferEnd && !await FillAsync().ConfigureAwait(false))
                return got == 0 ? false : throw new EndOfStreamException();
            var piece = _buffer.AsSpan(_bufferStart, Math.Min(target.Length - got, _bufferEnd - _bufferStart));
            piece.CopyTo(target.Span[got..]);
            _bufferStart += piece.Length;
            got += piece.Length;
        }
        return true;
    }

    private async ValueTask<bool> FillAsync()
    {
        _bufferStart = 0;
        _bufferEnd = 0;
        _bufferEnd = await _transport.ReadAsync(_buffer, _end.Token).ConfigureAwait(false);
        return _bufferEnd > 0;
    }
}
