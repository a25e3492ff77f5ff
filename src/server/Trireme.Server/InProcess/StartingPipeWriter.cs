using System.IO.Pipelines;

namespace Trireme.Server.InProcess;

/// <summary>A pipe writer that starts the response before the first bytes go out.</summary>
internal sealed class StartingPipeWriter(PipeWriter inner, Func<CancellationToken, Task> start) : PipeWriter
{
    private bool _started;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null)
    {
        // The exchange ends the pipe when the request is through, so that a fault behind the last byte is not lost.
    }

    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (!_started)
        {
            _started = true;
            await start(cancellationToken).ConfigureAwait(false);
        }
        return await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
