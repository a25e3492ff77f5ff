using Trireme.Node.Streaming.Spdy;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Streaming;

public sealed class SpdyHeaderTests
{
    // Two blocks of one connection, compressed by zlib itself with the dictionary, each ended by a sync flush as Go does.
    private const string FirstByZlib = "78f9e3c6a7c202253a703a2b294a4dcc851625aca9a0808614cb45e01c6061606100a4398b20d198094ade8c0600000000ffff";
    private const string SecondByZlib = "c2aa19540e2512d60b000000ffff";

    [Fact]
    public void Dictionary_Sum_IsTheProtocols()
    {
        uint a = 1;
        uint b = 0;
        foreach (var value in SpdyHeaderDictionary.Bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }
        Assert.Equal(1423, SpdyHeaderDictionary.Bytes.Length);
        Assert.Equal(SpdyHeaderDictionary.Checksum, (b << 16) | a);
    }

    [Fact]
    public void Decompress_BlocksOfZlib_GivesHeaders()
    {
        using var decompressor = new SpdyHeaderDecompressor();
        var first = SpdyHeaderBlock.Read(decompressor.Decompress(Convert.FromHexString(FirstByZlib)));
        var second = SpdyHeaderBlock.Read(decompressor.Decompress(Convert.FromHexString(SecondByZlib)));
        Assert.Equal(new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = "8080", ["requestid"] = "0" }, first);
        Assert.Equal("data", second["StreamType"]);
        Assert.Equal("8080", second["PORT"]);
    }

    [Fact]
    public void Compress_OneHeader_GivesKnownBytes()
    {
        var compressor = new SpdyHeaderCompressor();
        var block = SpdyHeaderBlock.Write([new("A", "b")]);
        const string Block = "00000001" + "00000001" + "61" + "00000001" + "62";
        Assert.Equal(Block, Convert.ToHexStringLower(block));
        // zlib's header and the dictionary's sum once; then a stored block of 14 bytes, and an empty one.
        Assert.Equal("78bbe3c6a7c2" + "000e00f1ff" + Block + "000000ffff", Convert.ToHexStringLower(compressor.Compress(block)));
        Assert.Equal("000e00f1ff" + Block + "000000ffff", Convert.ToHexStringLower(compressor.Compress(block)));
    }

    [Fact]
    public void CompressDecompress_ManyBlocks_ComeBack()
    {
        var compressor = new SpdyHeaderCompressor();
        using var decompressor = new SpdyHeaderDecompressor();
        for (var round = 0; round < 200; round++)
        {
            var headers = new Dictionary<string, string> { ["streamtype"] = "data", ["value"] = new('x', round * 100), ["umlaut"] = "ä" };
            Assert.Equal(headers, SpdyHeaderBlock.Read(decompressor.Decompress(compressor.Compress(SpdyHeaderBlock.Write(headers)))));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("78bb")]
    [InlineData("789c0000000000ffff")]
    [InlineData("78bbe3c6a7c3000000ffff")]
    [InlineData("78bbe3c6a7c2ffffffffff")]
    public void Decompress_NotSpdy_IsRefused(string hex)
    {
        using var decompressor = new SpdyHeaderDecompressor();
        Assert.Throws<SpdyException>(() => SpdyHeaderBlock.Read(decompressor.Decompress(Convert.FromHexString(hex))));
    }

    [Fact]
    public void Decompress_Bomb_IsRefused()
    {
        var bomb = new MemoryStream();
        bomb.Write(Convert.FromHexString("78bbe3c6a7c2"));
        using (var deflate = new System.IO.Compression.DeflateStream(bomb, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(new byte[10_000_000]);
        using var decompressor = new SpdyHeaderDecompressor();
        var e = Assert.Throws<SpdyException>(() => decompressor.Decompress(bomb.ToArray()));
        Assert.Equal(SpdyStatus.FrameTooLarge, e.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000001")]
    [InlineData("7fffffff")]
    [InlineData("00000001" + "000000ff" + "61")]
    [InlineData("00000001" + "00000000" + "00000000")]
    [InlineData("00000000" + "00")]
    [InlineData("00000002" + "00000001" + "61" + "00000000" + "00000001" + "61" + "00000000")]
    public void ReadBlock_Malformed_IsRefused(string hex) =>
        Assert.Throws<SpdyException>(() => SpdyHeaderBlock.Read(Convert.FromHexString(hex)));
}
