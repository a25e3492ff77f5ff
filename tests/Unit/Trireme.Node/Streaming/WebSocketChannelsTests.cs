using System.Net.WebSockets;
using System.Text;
using Trireme.Node.Streaming;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Streaming;

public sealed class WebSocketChannelsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Binary_Messages_GoToTheirChannels()
    {
        var (client, channels) = Connect(StreamProtocols.Version4);
        await using var disposing = channels;
        await SendAsync(client, WebSocketMessageType.Binary, [0, (byte)'a'], end: false);
        await SendAsync(client, WebSocketMessageType.Binary, [(byte)'b'], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [4, (byte)'x'], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [9, (byte)'?'], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [0, (byte)'c'], end: true);
        Assert.Equal("abc", await ReadAsync(channels.Reader(0), 3));
        Assert.Equal("x", await ReadAsync(channels.Reader(4), 1));
        await channels.Writer(1).WriteAsync("out"u8.ToArray(), Token);
        Assert.Equal("\u0001out", await ReceiveAsync(client));
    }

    [Fact]
    public async Task Base64_Messages_AreTextBothWays()
    {
        var (client, channels) = Connect(StreamProtocols.Version4Base64);
        await using var disposing = channels;
        await SendAsync(client, WebSocketMessageType.Text, Encoding.ASCII.GetBytes("0" + Convert.ToBase64String("hello"u8)), end: true);
        Assert.Equal("hello", await ReadAsync(channels.Reader(0), 5));
        await channels.Writer(2).WriteAsync("ab"u8.ToArray(), Token);
        Assert.Equal("2YWI=", await ReceiveAsync(client));
    }

    [Fact]
    public async Task Version5_CloseSignal_EndsOneChannel()
    {
        var (client, channels) = Connect(StreamProtocols.Version5);
        await using var disposing = channels;
        await SendAsync(client, WebSocketMessageType.Binary, [0, (byte)'a'], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [WebSocketChannels.CloseSignal, 0], end: true);
        Assert.Equal("a", await new StreamReader(channels.Reader(0)).ReadToEndAsync(Token));
        Assert.False(channels.Closed.IsCancellationRequested);
        // The others live on; what comes for the ended one is dropped.
        await SendAsync(client, WebSocketMessageType.Binary, [0, (byte)'b'], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [4, (byte)'x'], end: true);
        Assert.Equal("x", await ReadAsync(channels.Reader(4), 1));
    }

    [Fact]
    public async Task Version4_CloseSignal_MeansNothing()
    {
        var (client, channels) = Connect(StreamProtocols.Version4);
        await using var disposing = channels;
        await SendAsync(client, WebSocketMessageType.Binary, [WebSocketChannels.CloseSignal, 0], end: true);
        await SendAsync(client, WebSocketMessageType.Binary, [0, (byte)'a'], end: true);
        Assert.Equal("a", await ReadAsync(channels.Reader(0), 1));
    }

    [Fact]
    public async Task Client_Leaves_EndsAllAndIsSeen()
    {
        var (client, channels) = Connect(StreamProtocols.Version4);
        await using var disposing = channels;
        var seen = new TaskCompletionSource();
        channels.Closed.Register(seen.SetResult);
        client.Abort();
        Assert.Equal("", await new StreamReader(channels.Reader(0)).ReadToEndAsync(Token));
        await seen.Task.WaitAsync(Token);
        await Assert.ThrowsAnyAsync<IOException>(() => channels.Writer(1).WriteAsync("x"u8.ToArray(), Token).AsTask());
    }

    [Fact]
    public async Task Base64_NotBase64_EndsTheConnection()
    {
        var (client, channels) = Connect(StreamProtocols.Base64);
        await using var disposing = channels;
        await SendAsync(client, WebSocketMessageType.Text, "0***"u8.ToArray(), end: true);
        Assert.Equal("", await new StreamReader(channels.Reader(0)).ReadToEndAsync(Token));
    }

    private static (WebSocket Client, WebSocketChannels Channels) Connect(string protocol)
    {
        var (near, far) = MemoryPipe.Create();
        var client = WebSocket.CreateFromStream(near, isServer: false, null, Timeout.InfiniteTimeSpan);
        var server = WebSocket.CreateFromStream(far, isServer: true, null, Timeout.InfiniteTimeSpan);
        var channels = new WebSocketChannels(server, protocol, 5, channel => channel is 0 or 4, () => { });
        channels.Start();
        return (client, channels);
    }

    private static async Task SendAsync(WebSocket client, WebSocketMessageType type, byte[] message, bool end) =>
        await client.SendAsync(message.AsMemory(), type, end, Token);

    private static async Task<string> ReceiveAsync(WebSocket client)
    {
        var buffer = new byte[1024];
        var result = await client.ReceiveAsync(buffer.AsMemory(), Token);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private static async Task<string> ReadAsync(Stream stream, int count)
    {
        var buffer = new byte[count];
        await stream.ReadExactlyAsync(buffer, Token);
        return Encoding.UTF8.GetString(buffer);
    }
}
