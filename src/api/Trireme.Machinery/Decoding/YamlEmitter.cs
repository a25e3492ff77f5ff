using System.Globalization;
using System.Text;

namespace Trireme.Machinery.Decoding;

/// <summary>Writes YAML scalars and keeps count of the column, so that long ones fold where kubectl folds them.</summary>
internal sealed class YamlEmitter
{
    private const int Width = 80;
    private const int LongestSimpleKey = 128;
    private readonly StringBuilder _text = new();
    private int _column;

    public void Raw(string text)
    {
        _text.Append(text);
        _column += text.Length;
    }

    public void Line()
    {
        if (_text.Length > 0 && _text[^1] == '\n' && _column == 0)
            return; // a block scalar has ended its own line
        _text.Append('\n');
        _column = 0;
    }

    public void Indent(int indent)
    {
        _text.Append(' ', indent);
        _column = indent;
    }

    /// <summary>A key with its colon.</summary>
    public void Key(string key, int indent)
    {
        if (key.Length <= LongestSimpleKey && !key.Contains('\n', StringComparison.Ordinal))
        {
            Scalar(key, YamlStyle.Of(key, isKey: true), indent, fold: false);
            Raw(":");
            return;
        }
        Raw("? ");
        Text(key, indent + 2);
        Line();
        Indent(indent);
        Raw(":");
    }

    /// <summary>A string as a value.</summary>
    /// <param name="text">The string.</param>
    /// <param name="indent">The column where further lines of it start.</param>
    public void Text(string text, int indent)
    {
        var style = YamlStyle.Of(text, isKey: false);
        if (style == YamlStyle.Literal)
            Literal(text, indent);
        else
            Scalar(text, style, indent, fold: true);
    }

    public override string ToString() => _text.ToString();

    private void Scalar(string text, char style, int indent, bool fold)
    {
        switch (style)
        {
            case YamlStyle.Plain:
                Folded(text, indent, fold, quote: false);
                break;
            case YamlStyle.Single:
                Raw("'");
                Folded(text, indent, fold, quote: true);
                Raw("'");
                break;
            default:
                Raw("\"");
                Escaped(text, indent, fold);
                Raw("\"");
                break;
        }
    }

    private void Folded(string text, int indent, bool fold, bool quote)
    {
        var afterSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == ' ')
            {
                var inside = !quote || (i > 0 && i < text.Length - 1);
                if (fold && !afterSpace && inside && _column > Width && i + 1 < text.Length && text[i + 1] != ' ')
                    Break(indent);
                else
                    Put(c);
                afterSpace = true;
                continue;
            }
            if (quote && c == '\'')
                Put('\'');
            Put(c);
            afterSpace = false;
        }
    }

    private void Escaped(string text, int indent, bool fold)
    {
        var afterSpace = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
                rune = Rune.ReplacementChar;
            if (rune.Value == ' ')
            {
                if (fold && !afterSpace && i > 0 && i < text.Length - 1 && _column > Width)
                {
                    Break(indent);
                    if (text[i + 1] == ' ')
                        Put('\\');
                }
                else
                    Put(' ');
                afterSpace = true;
                continue;
            }
            if (YamlStyle.IsPrintable(rune.Value) && rune.Value is not ('"' or '\\' or '\n'))
                Put((char)rune.Value);
            else
                Raw(Escape(rune.Value));
            i += rune.Utf16SequenceLength - 1;
            afterSpace = false;
        }
    }

    private static string Escape(int rune) => rune switch
    {
        0x00 => @"\0",
        0x07 => @"\a",
        0x08 => @"\b",
        0x09 => @"\t",
        0x0A => @"\n",
        0x0B => @"\v",
        0x0C => @"\f",
        0x0D => @"\r",
        0x1B => @"\e",
        '"' => "\\\"",
        '\\' => @"\\",
        0x85 => @"\N",
        0xA0 => @"\_",
        0x2028 => @"\L",
        0x2029 => @"\P",
        <= 0xFF => @"\x" + rune.ToString("X2", CultureInfo.InvariantCulture),
        <= 0xFFFF => @"\u" + rune.ToString("X4", CultureInfo.InvariantCulture),
        _ => @"\U" + rune.ToString("X8", CultureInfo.InvariantCulture),
    };

    private void Literal(string text, int indent)
    {
        Raw("|");
        if (text[0] is ' ' or '\n')
            Raw("2");
        if (text[^1] != '\n')
            Raw("-");
        else if (text.Length == 1 || text[^2] == '\n')
            Raw("+");
        _text.Append('\n');
        _column = 0;
        var lines = text.AsSpan();
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf('\n');
            var line = end < 0 ? lines : lines[..end];
            if (!line.IsEmpty)
                _text.Append(' ', indent).Append(line);
            _text.Append('\n');
            lines = end < 0 ? [] : lines[(end + 1)..];
        }
    }

    private void Break(int indent)
    {
        _text.Append('\n').Append(' ', indent);
        _column = indent;
    }

    private void Put(char c)
    {
        _text.Append(c);
        _column++;
    }
}
