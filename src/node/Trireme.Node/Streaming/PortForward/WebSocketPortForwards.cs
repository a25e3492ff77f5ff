using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace Trireme.Node.Streaming.PortForward;

/// <summary>
/// Forwards over a WebSocket's channels: for the n-th port, channel 2n carries data and 2n+1 what goes wrong; each starts with the port's number,
/// two bytes, the lower first. One connection for each port. Source: kubelet, pkg/kubelet/cri/streaming/portforward.
/// </summary>
internal static class WebSocketPortForwards
{
    internal static async Task ServeAsync(
        WebSocket socket, string? protocol, List<int> ports, PortForwarder forwarder, StreamingOptions options, Action activity, CancellationToken cancellationToken)
    {
        var channels = new WebSocketChannels(socket, protocol, ports.Count * 2, channel => channel % 2 == 0, activity);
        await using (channels.ConfigureAwait(false))
        {
            channels.Start();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, channels.Closed);
            var running = new List<Task>(ports.Count);
            for (var at = 0; at < ports.Count; at++)
                running.Add(RunAsync(channels, at * 2, ports[at], forwarder, end.Token));
            await Task.WhenAll(running).ConfigureAwait(false);
            using var linger = new CancellationTokenSource(options.LingerTimeout, options.TimeProvider);
            await channels.CloseAsync(linger.Token).ConfigureAwait(false);
        }
    }

    private static async Task RunAsync(WebSocketChannels channels, int channel, int port, PortForwarder forwarder, CancellationToken cancellationToken)
    {
        try
        {
            var number = new byte[sizeof(ushort)];
            BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)port);
            await channels.SendAsync((byte)channel, number, cancellationToken).ConfigureAwait(false);
            await channels.SendAsync((byte)(channel + 1), number, cancellationToken).ConfigureAwait(false);
            var connection = new DuplexStream(channels.Reader(channel), channels.Writer(channel));
            if (await forwarder.ForwardAsync(port, connection, cancellationToken).ConfigureAwait(false) is { } problem)
                await channels.SendAsync((byte)(channel + 1), Encoding.UTF8.GetBytes(problem), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client has gone.
        }
    }
}
