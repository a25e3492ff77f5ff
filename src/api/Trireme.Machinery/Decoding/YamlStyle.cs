namespace Trireme.Machinery.Decoding;

/// <summary>Which way of writing a string says it back unchanged, the plainest first.</summary>
internal static class YamlStyle
{
    public const char Plain = 'p';
    public const char Single = '\'';
    public const char Double = '"';
    public const char Literal = '|';

    /// <summary>The style that kubectl would choose.</summary>
    /// <param name="text">The string.</param>
    /// <param name="isKey">Whether it stands before a colon, where it must fit on a line.</param>
    public static char Of(string text, bool isKey)
    {
        Analyse(text, out var plain, out var single, out var block);
        if (text.Contains('\n', StringComparison.Ordinal))
            return block && !isKey ? Literal : Double;
        if (IsTaken(text))
            return Double;
        return plain ? Plain : single ? Single : Double;
    }

    /// <summary>Whether a code point may stand in a string as it is.</summary>
    public static bool IsPrintable(int rune) =>
        rune == '\n' || rune is >= 0x20 and <= 0x7E || rune is >= 0xA0 and <= 0xD7FF || (rune is >= 0xE000 and <= 0xFFFD && rune != 0xFEFF);

    /// <summary>Whether the text without quotes would be read as something that is no string.</summary>
    private static bool IsTaken(string text) =>
        YamlScalar.Resolve(text, out _, out _) != YamlScalarKind.Text || IsBase60(text);

    private static void Analyse(string text, out bool plain, out bool single, out bool block)
    {
        plain = single = block = true;
        if (text.Length == 0)
        {
            plain = block = false;
            return;
        }
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            plain = false;
        if (text[0] is ' ' or '\n' || text[^1] is ' ' or '\n')
            plain = false;
        if (text[^1] == ' ')
            block = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var last = i + 1 == text.Length;
            var beforeBlank = last || text[i + 1] is ' ' or '\t' or '\n';
            if (!IsPrintable(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029')
                plain = single = block = false;
            if (IsIndicator(text, i, c, beforeBlank))
                plain = false;
            if (c == ' ' && i > 0 && text[i - 1] == '\n')
                plain = single = false;
            if (c == '\n' && i > 0 && text[i - 1] == ' ')
                plain = single = block = false;
        }
    }

    private static bool IsIndicator(string text, int at, char c, bool beforeBlank) => at == 0
        ? c is '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`'
            || (c is '?' or ':' or '-' && beforeBlank)
        : (c == ':' && beforeBlank) || (c == '#' && text[at - 1] is ' ' or '\t' or '\n');

    /// <summary>Numbers such as <c>1:30</c>, which YAML 1.1 counts in sixties.</summary>
    private static bool IsBase60(string text)
    {
        if (!(text[0] is '+' or '-' || char.IsAsciiDigit(text[0])) || !text.Contains(':', StringComparison.Ordinal))
            return false;
        var parts = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        var isFirst = true;
        while (true)
        {
            var colon = parts.IndexOf(':');
            var part = colon < 0 ? parts : parts[..colon];
            if (colon < 0 && part.IndexOf('.') is >= 0 and var point)
            {
                if (part[(point + 1)..].ContainsAnyExcept("0123456789_"))
                    return false;
                part = part[..point];
            }
            var fits = isFirst
                ? part.Length > 0 && char.IsAsciiDigit(part[0]) && !part.ContainsAnyExcept("0123456789_")
                : part.Length is 1 or 2 && !part.ContainsAnyExceptInRange('0', '9') && (part.Length == 1 || part[0] <= '5');
            if (!fits)
                return false;
            if (colon < 0)
                return true;
            parts = parts[(colon + 1)..];
            isFirst = false;
        }
    }
}
