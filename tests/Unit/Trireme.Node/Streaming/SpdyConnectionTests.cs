using System.Text;
using Trireme.Node.Streaming.Spdy;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Streaming;

public sealed class SpdyConnectionTests
{
    private static readonly KeyValuePair<string, string>[] DataHeaders = [new("streamType", "data")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_First_SendsGoldenBytes()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        var opening = client.OpenAsync([new("a", "b")], Token);
        Assert.Equal(
            "80030001" + "00000028"              // SYN_STREAM, no flags, 40 bytes
            + "00000001" + "00000000" + "0000"   // stream 1, none above it, priority and slot 0
            + "78bbe3c6a7c2" + "000e00f1ff" + "00000001" + "00000001" + "61" + "00000001" + "62" + "000000ffff",
            await ReadHexAsync(far, 48));
        // SYN_REPLY for stream 1 with no headers.
        await far.WriteAsync(Convert.FromHexString("80030002" + "00000018" + "00000001" + "78bbe3c6a7c2" + "000400fbff" + "00000000" + "000000ffff"), Token);
        var stream = await opening;
        await stream.WriteAsync("hi"u8.ToArray(), Token);
        await stream.CompleteWritesAsync(Token);
        Assert.Equal("00000001" + "00000002" + "6869" + "00000001" + "01000000", await ReadHexAsync(far, 18));
    }

    [Fact]
    public async Task Ping_OfPeer_IsAnsweredAndOwnIsNot()
    {
        var (near, far) = MemoryPipe.Create();
        await using var server = SpdyConnection.Start(near, isServer: true);
        await far.WriteAsync(Convert.FromHexString("80030006" + "00000004" + "00000002" + "80030006" + "00000004" + "00000007"), Token);
        Assert.Equal("80030006" + "00000004" + "00000007", await ReadHexAsync(far, 12));
    }

    [Fact]
    public async Task Streams_BothWays_CarryAndHalfClose()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        await using var server = SpdyConnection.Start(far, isServer: true);
        var opening = client.OpenAsync(DataHeaders, Token);
        var there = await server.Accepted.ReadAsync(Token);
        Assert.Equal("data", there.Headers["streamtype"]);
        await there.AcceptAsync(Token);
        var here = await opening;

        var sent = new byte[500_000];
        new Random(3).NextBytes(sent);
        var writing = Task.Run(async () =>
        {
            await here.WriteAsync(sent, Token);
            await here.CompleteWritesAsync(Token);
        });
        Assert.Equal(sent, await ReadAllAsync(there));
        await writing;
        // This side has ended; the other goes on.
        await there.WriteAsync("answer"u8.ToArray(), Token);
        await there.CompleteWritesAsync(Token);
        Assert.Equal("answer", Encoding.UTF8.GetString(await ReadAllAsync(here)));
        await Assert.ThrowsAsync<SpdyException>(() => here.WriteAsync(sent, Token).AsTask());
    }

    [Fact]
    public async Task Stream_Refused_FailsToOpen()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        await using var server = SpdyConnection.Start(far, isServer: true);
        var opening = client.OpenAsync(DataHeaders, Token);
        await (await server.Accepted.ReadAsync(Token)).ResetAsync(Token);
        var e = await Assert.ThrowsAsync<SpdyException>(() => opening);
        Assert.Equal(SpdyStatus.RefusedStream, e.Status);
    }

    [Fact]
    public async Task Streams_MoreThanAllowed_AreRefused()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        await using var server = SpdyConnection.Start(far, isServer: true, new() { MaximumStreams = 2 });
        var openings = new[] { client.OpenAsync(DataHeaders, Token), client.OpenAsync(DataHeaders, Token) };
        foreach (var _ in openings)
            await (await server.Accepted.ReadAsync(Token)).AcceptAsync(Token);
        await Task.WhenAll(openings);
        await Assert.ThrowsAsync<SpdyException>(() => client.OpenAsync(DataHeaders, Token));
        // One that has ended both ways makes room.
        var ended = await openings[0];
        await ended.ResetAsync(Token);
        var again = client.OpenAsync(DataHeaders, Token);
        await (await server.Accepted.ReadAsync(Token)).AcceptAsync(Token);
        await again;
    }

    [Fact]
    public async Task Stream_NobodyReads_HoldsUpThePeerAndNotForever()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        await using var server = SpdyConnection.Start(far, isServer: true, new() { StreamBuffer = 64 * 1024 });
        var opening = client.OpenAsync(DataHeaders, Token);
        var there = await server.Accepted.ReadAsync(Token);
        await there.AcceptAsync(Token);
        var writing = (await opening).WriteAsync(new byte[4 * 1024 * 1024], Token).AsTask();
        Assert.False(writing.IsCompleted);
        // Once the stream is given up, what comes is dropped.
        await there.DisposeAsync();
        await writing;
    }

    [Fact]
    public async Task Connection_PeerHangsUp_EndsStreamsAndWaiters()
    {
        var (near, far) = MemoryPipe.Create();
        await using var client = SpdyConnection.Start(near, isServer: false);
        var server = SpdyConnection.Start(far, isServer: true);
        var opening = client.OpenAsync(DataHeaders, Token);
        await (await server.Accepted.ReadAsync(Token)).AcceptAsync(Token);
        var stream = await opening;
        var waiting = client.OpenAsync(DataHeaders, Token);
        await server.Accepted.ReadAsync(Token);
        await server.DisposeAsync();
        Assert.Empty(await ReadAllAsync(stream));
        await Assert.ThrowsAsync<SpdyException>(() => waiting);
        await client.Completion;
        await Assert.ThrowsAsync<SpdyException>(() => client.OpenAsync(DataHeaders, Token));
        Assert.False(await client.Accepted.WaitToReadAsync(Token));
    }

    [Theory]
    [InlineData("80020001" + "00000000")] // version 2
    [InlineData("80030001" + "00ffffff")] // a control frame of 16 MiB
    [InlineData("80030001" + "00000002" + "0000")] // too short
    [InlineData("80030006" + "00000002" + "0000")]
    [InlineData("80030001" + "00000010" + "00000001" + "00000000" + "0000" + "ffffffffffff")] // no headers
    public async Task Read_BrokenFrame_SaysGoodbye(string hex)
    {
        var (near, far) = MemoryPipe.Create();
        await using var server = SpdyConnection.Start(near, isServer: true);
        await far.WriteAsync(Convert.FromHexString(hex), Token);
        Assert.StartsWith("80030007", await ReadHexAsync(far, 16));
        await server.Completion;
    }

    [Fact]
    public async Task Read_UnknownFrames_AreSkipped()
    {
        var (near, far) = MemoryPipe.Create();
        await using var server = SpdyConnection.Start(near, isServer: true);
        // SETTINGS, WINDOW_UPDATE, an unknown one, data for a stream that is not there; then a ping.
        await far.WriteAsync(
            Convert.FromHexString(
                "80030004" + "0000000c" + "00000001" + "00000007" + "00010000" + "80030009" + "00000008" + "00000000" + "00010000"
                + "80030063" + "00000001" + "aa" + "00000009" + "01000003" + "616263" + "80030006" + "00000004" + "00000001"),
            Token);
        Assert.Equal("80030006" + "00000004" + "00000001", await ReadHexAsync(far, 12));
    }

    [Fact]
    public async Task Read_StreamNumberFalls_IsRefused()
    {
        var (near, far) = MemoryPipe.Create();
        await using var server = SpdyConnection.Start(near, isServer: true);
        const string Even = "80030001" + "0000001e" + "00000002" + "00000000" + "0000" + "78bbe3c6a7c2" + "000400fbff" + "00000000" + "000000ffff";
        await far.WriteAsync(Convert.FromHexString(Even), Token);
        Assert.StartsWith("80030007", await ReadHexAsync(far, 16));
    }

    private static async Task<string> ReadHexAsync(Stream stream, int count)
    {
        var buffer = new byte[count];
        await stream.ReadExactlyAsync(buffer, Token);
        return Convert.ToHexStringLower(buffer);
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream)
    {
        var all = new MemoryStream();
        await stream.CopyToAsync(all, Token);
        return all.ToArray();
    }
}
