using System.Threading.Channels;

namespace Trireme.Node.Runtime;

/// <summary>The live streams of an exec or attach; null where the client did not ask for one.</summary>
public sealed record ContainerStreams
{
    /// <summary>What the client types; its end closes the process's standard input.</summary>
    public Stream? Input { get; init; }

    /// <summary>Where standard output goes.</summary>
    public Stream? Output { get; init; }

    /// <summary>Where standard error goes; null with a terminal.</summary>
    public Stream? Error { get; init; }

    /// <summary>Whether the process has a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Sizes of the client's terminal as they change; null where there is none.</summary>
    public ChannelReader<TerminalSize>? Resizes { get; init; }
}
