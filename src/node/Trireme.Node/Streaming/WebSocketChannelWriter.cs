namespace Trireme.Node.Streaming;

/// <summary>One channel as a stream that is written to.</summary>
internal sealed class WebSocketChannelWriter(WebSocketChannels channels, byte channel) : WriteOnlyStream
{
    private const int MaximumChunk = 32 * 1024;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var chunk = buffer[..Math.Min(buffer.Length, MaximumChunk)];
            await channels.SendAsync(channel, chunk, cancellationToken).ConfigureAwait(false);
            buffer = buffer[chunk.Length..];
        }
    }
}
