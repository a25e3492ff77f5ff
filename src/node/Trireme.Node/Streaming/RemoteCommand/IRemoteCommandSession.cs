using Trireme.Node.Runtime;

namespace Trireme.Node.Streaming.RemoteCommand;

/// <summary>A client's connection for an exec or attach, whatever it speaks.</summary>
internal interface IRemoteCommandSession : IAsyncDisposable
{
    /// <summary>The streams that the client asked for.</summary>
    ContainerStreams Streams { get; }

    /// <summary>Canceled when the client has gone.</summary>
    CancellationToken Closed { get; }

    /// <summary>Tells how it ended, closes all streams, and gives the client until the token's end to hang up.</summary>
    Task FinishAsync(StreamStatus status, CancellationToken cancellationToken);
}
