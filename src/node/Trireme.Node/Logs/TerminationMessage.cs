using System.Text;

namespace Trireme.Node.Logs;

/// <summary>The last words of a container. Source: Kubernetes documentation, "Determine the reason for Pod failure".</summary>
internal static class TerminationMessage
{
    private const int MaximumFileBytes = 4096;
    private const int MaximumLogBytes = 2048;
    private const int MaximumLogLines = 80;

    /// <summary>What the container wrote into its file; empty where it wrote nothing.</summary>
    public static string FromFile(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var buffer = new byte[MaximumFileBytes];
            return Encoding.UTF8.GetString(buffer.AsSpan(0, RandomAccess.Read(file, buffer, 0)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>The end of the container's log; empty where there is none.</summary>
    public static string FromLog(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            // Each line carries a time and a stream before its text: four times the wanted size is plenty.
            var length = RandomAccess.GetLength(file);
            var start = Math.Max(0, length - (4 * MaximumLogBytes));
            var buffer = new byte[length - start];
            var text = new StringBuilder();
            foreach (var line in LinesOf(buffer.AsSpan(0, RandomAccess.Read(file, buffer, start)), start > 0))
            {
                if (LogLine.TryParse(buffer.AsSpan(line), out var parsed))
                {
                    text.Append(Encoding.UTF8.GetString(parsed.Content));
                    if (!parsed.IsPartial)
                        text.Append('\n');
                }
            }
            return Limit(text.ToString());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static List<Range> LinesOf(ReadOnlySpan<byte> bytes, bool skipFirst)
    {
        var lines = new List<Range>();
        var at = 0;
        while (at < bytes.Length)
        {
            var end = bytes[at..].IndexOf((byte)'\n');
            var next = end < 0 ? bytes.Length : at + end;
            if (!skipFirst)
                lines.Add(at..next);
            skipFirst = false;
            at = next + 1;
        }
        return lines.Count > MaximumLogLines ? lines[^MaximumLogLines..] : lines;
    }

    private static string Limit(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= MaximumLogBytes)
            return text;
        var start = bytes.Length - MaximumLogBytes;
        while (start < bytes.Length && (bytes[start] & 0xc0) == 0x80)
            start++;
        return Encoding.UTF8.GetString(bytes.AsSpan(start));
    }
}
