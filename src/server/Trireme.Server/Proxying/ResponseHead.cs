using System.Globalization;
using System.Text;

namespace Trireme.Server.Proxying;

/// <summary>Status and headers of an HTTP/1.1 answer (RFC 9112), as far as a tunnel needs them. Header names are in lower case.</summary>
internal sealed record ResponseHead(int Code, IReadOnlyList<(string Name, string Value)> Headers)
{
    private const int MaximumBytes = 32 << 10;

    /// <summary>The length of the body; null where it is not said.</summary>
    public long? ContentLength
    {
        get
        {
            foreach (var (name, value) in Headers)
            {
                if (name == "content-length" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
                    return length;
            }
            return null;
        }
    }

    /// <summary>Reads a head, and what came with it in the same piece.</summary>
    /// <exception cref="IOException">It is none, it is too long, or the connection ended.</exception>
    public static async Task<(ResponseHead Head, byte[] Extra)> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaximumBytes];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                throw new IOException("the backend closed the connection before it answered");
            length += read;
            var end = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
                return (Parse(Encoding.Latin1.GetString(buffer, 0, end)), buffer[(end + 4)..length]);
            if (length == buffer.Length)
                throw new IOException("the headers of the backend's answer are larger than 32 KiB");
        }
    }

    private static ResponseHead Parse(string text)
    {
        var lines = text.Split("\r\n");
        var status = lines[0].Split(' ', 3);
        if (status.Length < 2 || !status[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(status[1], NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            throw new IOException("the backend's answer is not HTTP/1.1");
        }
        var headers = new List<(string Name, string Value)>(lines.Length);
        foreach (var line in lines.AsSpan(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers.Add((line[..colon].ToLowerInvariant(), line[(colon + 1)..].Trim()));
        }
        return new ResponseHead(code, headers);
    }
}
