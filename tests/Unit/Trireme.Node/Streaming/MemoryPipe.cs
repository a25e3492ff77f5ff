using System.IO.Pipelines;

namespace Trireme.Tests.Unit.Trireme.Node.Streaming;

/// <summary>Two ends of a connection in memory.</summary>
internal sealed class MemoryPipe : Stream
{
    private readonly PipeReader _incoming;
    private readonly Stream _reader;
    private readonly PipeWriter _writer;

    private MemoryPipe(PipeReader reader, PipeWriter writer)
    {
        _incoming = reader;
        _reader = reader.AsStream();
        _writer = writer;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    internal static (MemoryPipe One, MemoryPipe Other) Create()
    {
        var options = new PipeOptions(pauseWriterThreshold: 64 * 1024, useSynchronizationContext: false);
        var there = new Pipe(options);
        var back = new Pipe(options);
        return (new(back.Reader, there.Writer), new(there.Reader, back.Writer));
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _reader.ReadAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var result = await _writer.WriteAsync(buffer, cancellationToken);
        if (result.IsCompleted)
            throw new IOException("the other end is closed");
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _writer.Complete();
        // Who waits here is woken, as on a socket.
        _incoming.CancelPendingRead();
        _incoming.Complete();
        base.Dispose(disposing);
    }
}
