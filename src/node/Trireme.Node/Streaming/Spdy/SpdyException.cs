namespace Trireme.Node.Streaming.Spdy;

/// <summary>The peer broke the protocol, refused a stream, or is gone.</summary>
public sealed class SpdyException : IOException
{
    internal SpdyException(SpdyStatus status, string message, Exception? inner = null)
        : base(message, inner) => Status = status;

    internal SpdyStatus Status { get; }
}
