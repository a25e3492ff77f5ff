using System.IO.Pipelines;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>
/// One stream of a SPDY connection: bytes both ways, each way ending on its own. One reader and one writer at a time.
/// Disposing ends both ways; what still arrives is dropped.
/// </summary>
public sealed class SpdyStream : Stream
{
    private const int MaximumChunk = 32 * 1024;
    private readonly SpdyConnection _connection;
    private readonly Pipe _incoming;
    private readonly Stream _reader;
    private readonly TaskCompletionSource _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _localEnd;
    private int _remoteEnd;

    internal SpdyStream(SpdyConnection connection, int id, IReadOnlyDictionary<string, string> headers, int buffer)
    {
        _connection = connection;
        Id = id;
        Headers = headers;
        _incoming = new(new(pauseWriterThreshold: buffer, resumeWriterThreshold: buffer / 2, useSynchronizationContext: false));
        _reader = _incoming.Reader.AsStream();
    }

    /// <summary>The stream's number: odd for those that the client opened.</summary>
    public int Id { get; }

    /// <summary>The headers with which it was opened; names in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    internal PipeWriter Incoming => _incoming.Writer;

    /// <summary>Tells the peer that its stream is welcome.</summary>
    public ValueTask AcceptAsync(CancellationToken cancellationToken) => _connection.SendReplyAsync(Id, cancellationToken);

    /// <summary>Refuses or breaks off the stream, both ways.</summary>
    public async ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _localEnd, 1);
        Interlocked.Exchange(ref _remoteEnd, 1);
        _connection.Forget(Id);
        // Only the reading end may be closed here: the connection's reader may be writing to the other one.
        await _incoming.Reader.CompleteAsync().ConfigureAwait(false);
        await _connection.SendResetAsync(Id, SpdyStatus.RefusedStream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends this side's bytes; the other side may go on.</summary>
    public async ValueTask CompleteWritesAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _localEnd, 1) != 0)
            return;
        await _connection.SendDataAsync(Id, default, fin: true, cancellationToken).ConfigureAwait(false);
        ForgetIfEnded();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _reader.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _reader.ReadAsync(buffer, offset, count, cancellationToken);

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (Volatile.Read(ref _localEnd) != 0)
                throw new SpdyException(SpdyStatus.StreamAlreadyClosed, "the stream is closed");
            var chunk = buffer[..Math.Min(buffer.Length, MaximumChunk)];
            await _connection.SendDataAsync(Id, chunk, fin: false, cancellationToken).ConfigureAwait(false);
            buffer = buffer[chunk.Length..];
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Not offered: all that is here is asynchronous.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not offered: all that is here is asynchronous.</summary>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await CompleteWritesAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The connection is gone, and the stream with it.
        }
        await _incoming.Reader.CompleteAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the peer's answer to the opening.</summary>
    internal Task WaitReplyAsync(CancellationToken cancellationToken) => _reply.Task.WaitAsync(cancellationToken);

    internal void TakeReply() => _reply.TrySetResult();

    /// <summary>No more will arrive. To be called by the connection's reader alone, or once that has ended.</summary>
    internal void EndRemote(SpdyException? refusal)
    {
        if (Interlocked.Exchange(ref _remoteEnd, 1) != 0)
            return;
        _reply.TrySetException(refusal ?? new SpdyException(SpdyStatus.Cancel, "the stream was closed before it was accepted"));
        _ = _reply.Task.Exception;
        _incoming.Writer.Complete();
        ForgetIfEnded();
    }

    /// <summary>The peer broke the stream off: nothing more can be sent either.</summary>
    internal void Break(SpdyException refusal)
    {
        Interlocked.Exchange(ref _localEnd, 1);
        EndRemote(refusal);
    }

    private void ForgetIfEnded()
    {
        if (Volatile.Read(ref _localEnd) != 0 && Volatile.Read(ref _remoteEnd) != 0)
            _connection.Forget(Id);
    }
}
