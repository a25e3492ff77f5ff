using System.Buffers.Binary;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>
/// Puts header blocks into the zlib stream of one direction without making them smaller: each goes as a stored block. A few hundred bytes a
/// connection are not worth a compressor's 256 KiB of memory. Not thread-safe: blocks must be sent in the order in which they were made.
/// </summary>
internal sealed class SpdyHeaderCompressor
{
    private const int ZlibHeaderSize = 6;
    private const int StoredHeaderSize = 5;
    private bool _started;

    /// <summary>How large a block can be at most.</summary>
    internal const int MaximumBlock = ushort.MaxValue;

    internal byte[] Compress(ReadOnlySpan<byte> block)
    {
        if (block.Length > MaximumBlock)
            throw new SpdyException(SpdyStatus.InternalError, $"headers of {block.Length} bytes are too large");
        var start = _started ? 0 : ZlibHeaderSize;
        var output = new byte[start + StoredHeaderSize + block.Length + StoredHeaderSize];
        if (!_started)
        {
            // Deflate with a window of 32 KiB, best compression, a dictionary named by its sum. Source: RFC 1950.
            output[0] = 0x78;
            output[1] = 0xBB;
            BinaryPrimitives.WriteUInt32BigEndian(output.AsSpan(2), SpdyHeaderDictionary.Checksum);
            _started = true;
        }
        WriteStoredHeader(output.AsSpan(start), block.Length);
        block.CopyTo(output.AsSpan(start + StoredHeaderSize));
        // The empty block tells the other end's decompressor to hand out all that it has.
        WriteStoredHeader(output.AsSpan(output.Length - StoredHeaderSize), 0);
        return output;
    }

    /// <summary>The head of a stored, not final block: RFC 1951 section 3.2.4.</summary>
    internal static void WriteStoredHeader(Span<byte> target, int length)
    {
        target[0] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(target[1..], (ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(target[3..], (ushort)~length);
    }
}
