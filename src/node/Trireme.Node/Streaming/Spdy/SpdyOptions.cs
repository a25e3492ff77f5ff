namespace Trireme.Node.Streaming.Spdy;

/// <summary>Limits of one connection.</summary>
public sealed record SpdyOptions
{
    /// <summary>How many streams may be open at once; more are refused.</summary>
    public int MaximumStreams { get; init; } = 1024;

    /// <summary>How many bytes of one stream wait for their reader before the whole connection does.</summary>
    public int StreamBuffer { get; init; } = 256 * 1024;

    /// <summary>Told of each frame that comes or goes; null for nobody.</summary>
    public Action? Activity { get; init; }
}
