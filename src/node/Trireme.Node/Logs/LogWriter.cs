using System.Buffers;
using System.Globalization;
using System.Text;

namespace Trireme.Node.Logs;

/// <summary>Writes the lines that are wanted as the reader is to see them. For one task.</summary>
internal sealed class LogWriter(LogQuery query, IBufferWriter<byte> output)
{
    private long _left = query.LimitBytes ?? long.MaxValue;
    private bool _lineIsOpen;
    private bool _sinceReached = query.Since is null;

    /// <summary>Whether all that may be written is written.</summary>
    public bool IsFull => _left <= 0;

    /// <summary>Writes a line of the file, without its end of line, if it is wanted.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        if (!LogLine.TryParse(line, out var parsed) || !IsWanted(parsed))
            return;
        if (query.Timestamps && !_lineIsOpen)
        {
            Put(parsed.Time);
            Put(" "u8);
        }
        Put(parsed.Content);
        if (!parsed.IsPartial)
            Put("\n"u8);
        _lineIsOpen = parsed.IsPartial;
    }

    private bool IsWanted(in LogLine line)
    {
        if (line.IsError ? !query.Error : !query.Output)
            return false;
        // Lines come in order of time: once reached, the time need not be read again.
        if (!_sinceReached)
            _sinceReached = !TryTime(line.Time, out var time) || time >= query.Since;
        return _sinceReached;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        Span<char> characters = stackalloc char[64];
        if (text.Length > characters.Length)
            return false;
        var length = Encoding.ASCII.GetChars(text, characters);
        return DateTimeOffset.TryParse(Cut(characters[..length]), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    // Nine decimals are two more than a time can hold here.
    private static ReadOnlySpan<char> Cut(Span<char> text)
    {
        var point = text.IndexOf('.');
        if (point < 0)
            return text;
        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        var kept = Math.Min(end, point + 8);
        text[end..].CopyTo(text[kept..]);
        return text[..(text.Length - (end - kept))];
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _left)
            bytes = bytes[..(int)_left];
        _left -= bytes.Length;
        output.Write(bytes);
    }
}
