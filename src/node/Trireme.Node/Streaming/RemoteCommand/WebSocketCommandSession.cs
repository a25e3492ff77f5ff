using System.Net.WebSockets;
using Trireme.Node.Runtime;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>Exec or attach over a WebSocket: five channels.</summary>
internal sealed class WebSocketCommandSession : IRemoteCommandSession
{
    private const int InputChannel = 0;
    private const int OutputChannel = 1;
    private const int ErrorChannel = 2;
    private const int StatusChannel = 3;
    private const int ResizeChannel = 4;
    private const int ChannelCount = 5;
    private readonly WebSocketChannels _channels;
    private readonly bool _wordsOnly;

    private WebSocketCommandSession(WebSocketChannels channels, ContainerStreams streams, bool wordsOnly)
    {
        _channels = channels;
        Streams = streams;
        _wordsOnly = wordsOnly;
    }

    public ContainerStreams Streams { get; }

    public CancellationToken Closed => _channels.Closed;

    internal static async Task<WebSocketCommandSession> StartAsync(
        WebSocket socket, string? protocol, RemoteCommandRequest request, Action activity, CancellationToken cancellationToken)
    {
        bool IsReadable(int channel) => channel switch
        {
            InputChannel => request.Input,
            ResizeChannel => request.Tty,
            _ => false,
        };
        var channels = new WebSocketChannels(socket, protocol, ChannelCount, IsReadable, activity);
        channels.Start();
        var streams = new ContainerStreams
        {
            Input = request.Input ? channels.Reader(InputChannel) : null,
            Output = request.Output ? channels.Writer(OutputChannel) : null,
            Error = request.Error ? channels.Writer(ErrorChannel) : null,
            Tty = request.Tty,
            Resizes = request.Tty ? TerminalSizes.Read(channels.Reader(ResizeChannel), channels.Closed) : null,
        };
        // An empty message tells the client that the connection stands.
        var first = request.Output ? OutputChannel : request.Error ? ErrorChannel : StatusChannel;
        try
        {
            await channels.SendAsync((byte)first, default, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The client left at once; Closed says so.
        }
        var wordsOnly = protocol is not (StreamProtocols.Version4 or StreamProtocols.Version4Base64 or StreamProtocols.Version5);
        return new(channels, streams, wordsOnly);
    }

    public async Task FinishAsync(StreamStatus status, CancellationToken cancellationToken)
    {
        try
        {
            var words = _wordsOnly ? status.ToText() : status.ToJson();
            if (words.Length > 0)
                await _channels.SendAsync(StatusChannel, words, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // There is nobody left to tell.
        }
        await _channels.CloseAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _channels.DisposeAsync();
}
