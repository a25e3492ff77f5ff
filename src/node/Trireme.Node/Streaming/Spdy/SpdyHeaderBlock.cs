using System.Buffers.Binary;
using System.Text;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>Names and values as they stand inside the compression. Source: SPDY protocol draft 3.1, section 2.6.10.</summary>
internal static class SpdyHeaderBlock
{
    internal const int MaximumPairs = 64;
    internal const int MaximumSize = 32 * 1024;

    /// <summary>Reads a block. Of several values of one name the first is taken.</summary>
    /// <exception cref="SpdyException">The block is malformed or too large.</exception>
    internal static Dictionary<string, string> Read(ReadOnlySpan<byte> block)
    {
        var count = ReadLength(ref block, MaximumPairs);
        var headers = new Dictionary<string, string>(count, StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < count; at++)
        {
            var name = ReadText(ref block);
            var value = ReadText(ref block);
            if (name.Length == 0 || !headers.TryAdd(name, value.Split('\0', 2)[0]))
                throw new SpdyException(SpdyStatus.ProtocolError, "a header has no name, or stands twice");
        }
        return block.IsEmpty ? headers : throw new SpdyException(SpdyStatus.ProtocolError, "bytes are left behind the headers");
    }

    internal static byte[] Write(IReadOnlyCollection<KeyValuePair<string, string>> headers)
    {
        var block = new MemoryStream();
        WriteLength(block, headers.Count);
        foreach (var (name, value) in headers)
        {
            // Names go in lower case, as the protocol demands.
            WriteText(block, name.ToLowerInvariant());
            WriteText(block, value);
        }
        return block.ToArray();
    }

    private static int ReadLength(ref ReadOnlySpan<byte> block, int maximum)
    {
        if (block.Length < sizeof(int))
            throw new SpdyException(SpdyStatus.ProtocolError, "the headers are cut short");
        var length = BinaryPrimitives.ReadUInt32BigEndian(block);
        block = block[sizeof(int)..];
        return length <= (uint)maximum ? (int)length : throw new SpdyException(SpdyStatus.ProtocolError, $"a header has the length {length}");
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        var length = ReadLength(ref block, block.Length);
        if (length > block.Length)
            throw new SpdyException(SpdyStatus.ProtocolError, "the headers are cut short");
        var text = Encoding.UTF8.GetString(block[..length]);
        block = block[length..];
        return text;
    }

    private static void WriteText(MemoryStream block, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        WriteLength(block, bytes.Length);
        block.Write(bytes);
    }

    private static void WriteLength(MemoryStream block, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        block.Write(bytes);
    }
}
