using System.Text.Json;
using System.Threading.Channels;
using Trireme.Node.Runtime;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>Reads the resize stream: objects <c>{"Width":80,"Height":24}</c>, one behind the other. Only the newest size waits to be taken.</summary>
internal static class TerminalSizes
{
    private const int MaximumObject = 1024;

    /// <summary>Starts to read; ends with the stream, or at the first object that cannot be read.</summary>
    internal static ChannelReader<TerminalSize> Read(Stream source, CancellationToken cancellationToken)
    {
        var sizes = Channel.CreateBounded<TerminalSize>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });
        _ = ReadAsync(source, sizes.Writer, cancellationToken);
        return sizes.Reader;
    }

    private static async Task ReadAsync(Stream source, ChannelWriter<TerminalSize> sizes, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[MaximumObject];
            var filled = 0;
            while (filled < buffer.Length)
            {
                var read = await source.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    break;
                filled += read;
                filled -= Take(buffer, filled, sizes);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException or JsonException)
        {
            // The terminal keeps its last size.
        }
        finally
        {
            sizes.TryComplete();
        }
    }

    /// <summary>Takes all whole objects from the buffer's start, and moves the rest there.</summary>
    private static int Take(byte[] buffer, int filled, ChannelWriter<TerminalSize> sizes)
    {
        var start = 0;
        int end;
        while ((end = buffer.AsSpan(start, filled - start).IndexOf((byte)'}')) >= 0)
        {
            sizes.TryWrite(Parse(buffer.AsSpan(start, end + 1)));
            start += end + 1;
        }
        buffer.AsSpan(start, filled - start).CopyTo(buffer);
        return start;
    }

    private static TerminalSize Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        ushort width = 0;
        ushort height = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isWidth = reader.ValueTextEquals("Width"u8);
            var isHeight = reader.ValueTextEquals("Height"u8);
            reader.Read();
            if ((isWidth || isHeight) && (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt16(out _)))
                throw new JsonException("not a terminal's size");
            if (isWidth)
                width = reader.GetUInt16();
            else if (isHeight)
                height = reader.GetUInt16();
        }
        return new(width, height);
    }
}
