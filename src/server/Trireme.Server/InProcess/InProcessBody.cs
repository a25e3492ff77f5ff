using System.Buffers;
using System.IO.Pipelines;

namespace Trireme.Server.InProcess;

/// <summary>The client's side of a response body. A cut connection is an <see cref="IOException"/>, as over HTTPS.</summary>
internal sealed class InProcessBody(PipeReader reader, CancellationToken left) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            if (buffer.IsEmpty)
                return 0;
            var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (read.Buffer.IsEmpty)
            {
                reader.AdvanceTo(read.Buffer.End);
                return 0;
            }
            var part = read.Buffer.Slice(0, Math.Min(buffer.Length, read.Buffer.Length));
            part.CopyTo(buffer.Span);
            var count = (int)part.Length; // before the reader takes the segments back
            reader.AdvanceTo(part.End);
            return count;
        }
        catch (Exception error) when (error is not (OperationCanceledException or IOException))
        {
            throw new IOException(error.Message, error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && left.IsCancellationRequested)
        {
            throw new IOException("the connection was closed");
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("the body is read asynchronously");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await reader.CompleteAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            reader.Complete();
        base.Dispose(disposing);
    }
}
