using System.Buffers.Binary;
using System.IO.Compression;

namespace Trireme.Node.Streaming.Spdy;

/// <summary>
/// Unpacks the header blocks of one direction. .NET has no inflate with a preset dictionary, so the raw inflater is first fed the dictionary as a
/// stored block, which fills its window just so. Not thread-safe; to be called in the order in which blocks arrive.
/// </summary>
internal sealed class SpdyHeaderDecompressor : IDisposable
{
    private const int ZlibHeaderSize = 6;
    private const int Deflate = 8;
    private const int DictionaryFlag = 0x20;
    private readonly FeedStream _feed = new();
    private readonly DeflateStream _inflater;
    private readonly byte[] _output = new byte[SpdyHeaderBlock.MaximumSize + 1];
    private bool _started;

    internal SpdyHeaderDecompressor() => _inflater = new(_feed, CompressionMode.Decompress);

    /// <summary>Unpacks one block. The result is valid until the next call.</summary>
    /// <exception cref="SpdyException">Not a block of this stream, or too large.</exception>
    internal ReadOnlySpan<byte> Decompress(ReadOnlyMemory<byte> block)
    {
        if (!_started)
        {
            CheckZlibHeader(block.Span);
            Prime();
            block = block[ZlibHeaderSize..];
            _started = true;
        }
        return _output.AsSpan(0, Inflate(block));
    }

    public void Dispose() => _inflater.Dispose();

    private static void CheckZlibHeader(ReadOnlySpan<byte> start)
    {
        if (start.Length < ZlibHeaderSize
            || (start[0] & 0x0F) != Deflate
            || (start[1] & DictionaryFlag) == 0
            || BinaryPrimitives.ReadUInt16BigEndian(start) % 31 != 0
            || BinaryPrimitives.ReadUInt32BigEndian(start[2..]) != SpdyHeaderDictionary.Checksum)
            throw new SpdyException(SpdyStatus.ProtocolError, "the headers are not compressed as SPDY wants it");
    }

    private void Prime()
    {
        var dictionary = SpdyHeaderDictionary.Bytes;
        var stored = new byte[5 + dictionary.Length];
        SpdyHeaderCompressor.WriteStoredHeader(stored, dictionary.Length);
        dictionary.CopyTo(stored.AsSpan(5));
        if (Inflate(stored) != dictionary.Length)
            throw new SpdyException(SpdyStatus.InternalError, "the inflater did not take the dictionary");
    }

    private int Inflate(ReadOnlyMemory<byte> input)
    {
        _feed.Set(input);
        var size = 0;
        try
        {
            int read;
            while ((read = _inflater.Read(_output, size, _output.Length - size)) > 0)
            {
                size += read;
                if (size == _output.Length)
                    throw new SpdyException(SpdyStatus.FrameTooLarge, $"headers are larger than {SpdyHeaderBlock.MaximumSize} bytes");
            }
            return size;
        }
        catch (InvalidDataException e)
        {
            throw new SpdyException(SpdyStatus.ProtocolError, "the headers are not compressed as SPDY wants it", e);
        }
    }

    /// <summary>Gives the inflater one block at a time; its end is a pause, not the end of all.</summary>
    private sealed class FeedStream : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        internal void Set(ReadOnlyMemory<byte> block) => _rest = block;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
