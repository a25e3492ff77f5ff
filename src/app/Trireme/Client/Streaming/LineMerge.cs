using System.Buffers;
using System.IO.Pipelines;

namespace Trireme.Client.Streaming;

/// <summary>Writes several streams into one, a line at a time, so that lines stay whole. Thread-safe.</summary>
internal sealed class LineMerge(Stream output) : IDisposable
{
    private const int LongestLine = 1 << 20; // a longer line is cut into pieces of this size

    private static readonly byte[] LineFeed = [(byte)'\n'];

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Copies a stream to its end.</summary>
    /// <param name="input">The stream.</param>
    /// <param name="prefix">What each line begins with.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    public async Task CopyAsync(Stream input, ReadOnlyMemory<byte> prefix, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    await WriteAsync(prefix, buffer.Slice(0, end), cancellationToken).ConfigureAwait(false);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }
                if (!buffer.IsEmpty && (read.IsCompleted || buffer.Length >= LongestLine))
                {
                    await WriteAsync(prefix, buffer, cancellationToken).ConfigureAwait(false);
                    buffer = buffer.Slice(buffer.End);
                }
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                    return;
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task WriteAsync(ReadOnlyMemory<byte> prefix, ReadOnlySequence<byte> line, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await output.WriteAsync(prefix, cancellationToken).ConfigureAwait(false);
            foreach (var part in line)
                await output.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            await output.WriteAsync(LineFeed, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
