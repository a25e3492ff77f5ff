using System.Buffers;
using System.Buffers.Binary;

namespace Trireme.Node.Streaming.Spdy;

public sealed partial class SpdyConnection
{
    private readonly SemaphoreSlim _writeLock = new(1, 1);
    private readonly SpdyHeaderCompressor _compressor = new();

    internal async ValueTask SendDataAsync(int streamId, ReadOnlyMemory<byte> data, bool fin, CancellationToken cancellationToken)
    {
        var frame = ArrayPool<byte>.Shared.Rent(SpdyFrameHeader.Size + data.Length);
        try
        {
            SpdyFrameHeader.Data(streamId, fin ? SpdyFrameHeader.Fin : (byte)0, data.Length).Write(frame);
            data.CopyTo(frame.AsMemory(SpdyFrameHeader.Size));
            await LockedAsync(() => frame.AsMemory(0, SpdyFrameHeader.Size + data.Length), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(frame);
        }
    }

    internal ValueTask SendReplyAsync(int streamId, CancellationToken cancellationToken) => LockedAsync(
        () =>
        {
            var block = _compressor.Compress(SpdyHeaderBlock.Write([]));
            var frame = NewControl(SpdyFrameType.SynReply, 0, sizeof(int) + block.Length);
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(SpdyFrameHeader.Size), streamId);
            block.CopyTo(frame.AsSpan(SpdyFrameHeader.Size + sizeof(int)));
            return frame;
        },
        cancellationToken);

    internal ValueTask SendResetAsync(int streamId, SpdyStatus status, CancellationToken cancellationToken) =>
        LockedAsync(() => NewPair(SpdyFrameType.RstStream, streamId, (int)status), cancellationToken);

    private ValueTask SendGoAwayAsync(SpdyStatus status, CancellationToken cancellationToken) =>
        LockedAsync(() => NewPair(SpdyFrameType.GoAway, _lastRemoteId, (int)status), cancellationToken);

    private ValueTask SendPingAsync(int id) => LockedAsync(
        () =>
        {
            var frame = NewControl(SpdyFrameType.Ping, 0, sizeof(int));
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(SpdyFrameHeader.Size), id);
            return frame;
        },
        _end.Token);

    private async Task<SpdyStream> SendOpenAsync(IReadOnlyCollection<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        const int Fixed = 10; // number, associated number, priority, slot
        var known = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
        SpdyStream? stream = null;
        await LockedAsync(
            () =>
            {
                // Numbers must rise in the order of sending: they are given out under the lock.
                var id = _nextId;
                _nextId += 2;
                stream = new(this, id, known, _options.StreamBuffer);
                _streams[id] = stream;
                var block = _compressor.Compress(SpdyHeaderBlock.Write(headers));
                var frame = NewControl(SpdyFrameType.SynStream, 0, Fixed + block.Length);
                BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(SpdyFrameHeader.Size), id);
                block.CopyTo(frame.AsSpan(SpdyFrameHeader.Size + Fixed));
                return frame;
            },
            cancellationToken).ConfigureAwait(false);
        if (_closed)
            stream!.Break(new(SpdyStatus.Cancel, "the connection is closed"));
        return stream!;
    }

    /// <summary>Sends one frame whole: the caller's token ends the waiting for the turn, never a frame half sent.</summary>
    private async ValueTask LockedAsync(Func<ReadOnlyMemory<byte>> frame, CancellationToken cancellationToken)
    {
        try
        {
            await _writeLock.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException e)
        {
            throw new SpdyException(SpdyStatus.Cancel, "the connection is closed", e);
        }
        try
        {
            await _transport.WriteAsync(frame(), _end.Token).ConfigureAwait(false);
            await _transport.FlushAsync(_end.Token).ConfigureAwait(false);
            _options.Activity?.Invoke();
        }
        catch (Exception e) when (e is not SpdyException and (IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException))
        {
            throw new SpdyException(SpdyStatus.Cancel, $"the connection is closed: {e.Message}", e);
        }
        finally
        {
            ReleaseWrite();
        }
    }

    private void ReleaseWrite()
    {
        try
        {
            _writeLock.Release();
        }
        catch (ObjectDisposedException)
        {
            // Hung up meanwhile.
        }
    }

    private static byte[] NewControl(SpdyFrameType type, byte flags, int length)
    {
        var frame = new byte[SpdyFrameHeader.Size + length];
        SpdyFrameHeader.Control(type, flags, length).Write(frame);
        return frame;
    }

    private static ReadOnlyMemory<byte> NewPair(SpdyFrameType type, int first, int second)
    {
        var frame = NewControl(type, 0, 2 * sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(SpdyFrameHeader.Size), first);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(SpdyFrameHeader.Size + sizeof(int)), second);
        return frame;
    }
}
