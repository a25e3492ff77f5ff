namespace Trireme.Node.Logs;

/// <summary>
/// A line of a container's log file: time, stream, tags, text. Source: the CRI log format, <c>2016-10-06T00:17:09.669794202Z stdout P text</c>.
/// </summary>
internal readonly ref struct LogLine
{
    private LogLine(ReadOnlySpan<byte> time, bool isError, bool isPartial, ReadOnlySpan<byte> content)
    {
        Time = time;
        IsError = isError;
        IsPartial = isPartial;
        Content = content;
    }

    /// <summary>When it was written, as the file has it.</summary>
    public ReadOnlySpan<byte> Time { get; }

    /// <summary>Whether it was written to standard error.</summary>
    public bool IsError { get; }

    /// <summary>Whether the text goes on in the next line of the same stream.</summary>
    public bool IsPartial { get; }

    /// <summary>The text without its end of line.</summary>
    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Parses a line without its end of line; false where it is none.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out LogLine parsed)
    {
        parsed = default;
        var afterTime = line.IndexOf((byte)' ');
        if (afterTime <= 0)
            return false;
        var rest = line[(afterTime + 1)..];
        var afterStream = rest.IndexOf((byte)' ');
        if (afterStream <= 0)
            return false;
        var stream = rest[..afterStream];
        var isError = stream.SequenceEqual("stderr"u8);
        if (!isError && !stream.SequenceEqual("stdout"u8))
            return false;
        rest = rest[(afterStream + 1)..];
        var afterTags = rest.IndexOf((byte)' ');
        var tags = afterTags < 0 ? rest : rest[..afterTags];
        // Tags are parted by colons; the first one says whether the line is whole.
        var first = tags.IndexOf((byte)':') is var colon and >= 0 ? tags[..colon] : tags;
        parsed = new LogLine(line[..afterTime], isError, first.SequenceEqual("P"u8), afterTags < 0 ? [] : rest[(afterTags + 1)..]);
        return true;
    }
}
