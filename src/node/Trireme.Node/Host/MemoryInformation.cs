using System.Buffers.Text;

namespace Trireme.Node.Host;

/// <summary>The machine's memory right now, in bytes. Source: /proc/meminfo.</summary>
/// <param name="TotalBytes">All memory.</param>
/// <param name="AvailableBytes">What can be had without swapping.</param>
internal readonly record struct MemoryInformation(long TotalBytes, long AvailableBytes)
{
    /// <summary>Reads it; nought where the machine does not tell.</summary>
    public static MemoryInformation Read()
    {
        Span<byte> buffer = stackalloc byte[4096];
        try
        {
            using var file = File.OpenHandle("/proc/meminfo");
            var length = RandomAccess.Read(file, buffer, 0);
            return Parse(buffer[..length]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>Parses the file's text.</summary>
    public static MemoryInformation Parse(ReadOnlySpan<byte> text) => new(Field(text, "MemTotal:"u8) * 1024, Field(text, "MemAvailable:"u8) * 1024);

    private static long Field(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        if (at < 0)
            return 0;
        var rest = text[(at + name.Length)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(rest, out long value, out _) ? value : 0;
    }
}
