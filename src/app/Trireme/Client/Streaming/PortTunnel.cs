using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Trireme.Client.Streaming;

/// <summary>One TCP connection that goes to a Pod's port through a WebSocket of its own.</summary>
/// <remarks>
/// Source: kubelet's port forwarding over WebSockets. Channel 0 carries data and channel 1 what goes wrong; each begins with the port, two bytes.
/// </remarks>
internal static class PortTunnel
{
    /// <summary>The subprotocol.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    private const byte DataChannel = 0;
    private const byte ErrorChannel = 1;
    private const int PortBytes = 2;
    private const int MaximumErrorBytes = 64 << 10;

    /// <summary>Carries bytes both ways until one side ends; returns what went wrong on the other side, empty for nothing.</summary>
    public static async Task<string> RunAsync(Socket connection, WebSocket socket, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var error = new MemoryStream();
        var stream = new NetworkStream(connection, ownsSocket: false);
        await using var closing = stream.ConfigureAwait(false);
        var up = SendAsync(stream, socket, end.Token);
        var down = ReceiveAsync(socket, stream, error, end.Token);
        await Task.WhenAny(up, down).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false); // the protocol has no half-closed connections
        await Task.WhenAll(up, down).ConfigureAwait(false);
        return Encoding.UTF8.GetString(error.GetBuffer(), 0, (int)error.Length);
    }

    private static async Task SendAsync(NetworkStream stream, WebSocket socket, CancellationToken cancellationToken)
    {
        var message = new byte[1 + (32 << 10)];
        message[0] = DataChannel;
        try
        {
            int read;
            while ((read = await stream.ReadAsync(message.AsMemory(1), cancellationToken).ConfigureAwait(false)) > 0)
                await socket.SendAsync(message.AsMemory(0, read + 1), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception ended) when (ended is IOException or WebSocketException or OperationCanceledException)
        {
            // One of the sides has ended.
        }
    }

    private static async Task ReceiveAsync(WebSocket socket, NetworkStream stream, MemoryStream error, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(32 << 10);
        var preface = new int[] { PortBytes, PortBytes };
        var channel = -1;
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                var data = buffer.AsMemory(0, part.Count);
                if (channel < 0 && !data.IsEmpty)
                {
                    channel = data.Span[0];
                    data = data[1..];
                }
                if (channel is DataChannel or ErrorChannel)
                {
                    var skip = Math.Min(preface[channel], data.Length);
                    preface[channel] -= skip;
                    data = data[skip..];
                }
                if (channel == DataChannel)
                    await stream.WriteAsync(data, cancellationToken).ConfigureAwait(false);
                else if (channel == ErrorChannel && error.Length + data.Length <= MaximumErrorBytes)
                    error.Write(data.Span);
                channel = part.EndOfMessage ? -1 : channel;
            }
        }
        catch (Exception ended) when (ended is IOException or WebSocketException or OperationCanceledException)
        {
            // One of the sides has ended.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
