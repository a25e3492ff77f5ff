using System.Buffers.Text;
using Trireme.Node.Host;

namespace Trireme.Node.Pressure;

/// <summary>What of the node is in use.</summary>
/// <param name="Memory">Memory.</param>
/// <param name="NodeFs">The disk with Pods' files.</param>
/// <param name="ImageFs">The disk with images.</param>
/// <param name="Pids">Processes and threads.</param>
/// <param name="PidLimit">The most of them there may be.</param>
internal readonly record struct NodeUsage(MemoryInformation Memory, FileSystemUsage NodeFs, FileSystemUsage ImageFs, long Pids, long PidLimit)
{
    /// <summary>Measures.</summary>
    public static NodeUsage Measure(NodeAgentOptions options, long pidLimit) =>
        new(MemoryInformation.Read(), FileSystemUsage.Of(options.DataDirectory), FileSystemUsage.Of(options.ImageDirectory), ReadPids(), pidLimit);

    // The fourth field of loadavg is "running/all".
    private static long ReadPids()
    {
        Span<byte> buffer = stackalloc byte[128];
        try
        {
            using var file = File.OpenHandle("/proc/loadavg");
            var text = buffer[..RandomAccess.Read(file, buffer, 0)];
            var slash = text.IndexOf((byte)'/');
            return slash >= 0 && Utf8Parser.TryParse(text[(slash + 1)..], out long pids, out _) ? pids : 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
