using System.Text;

namespace Trireme.Client.Printing;

/// <summary>
/// Text with columns that find their own widths: cells end with a tab, and neighbouring lines that have a cell in the same place share its
/// width, two spaces apart (elastic tab stops, as in kubectl's descriptions). For one thread.
/// </summary>
internal sealed class AlignedText
{
    private const int Padding = 2;

    private readonly List<string[]> _lines = [];

    /// <summary>Adds a line; cells are separated by tabs.</summary>
    /// <param name="level">How deep it is indented, two spaces a level.</param>
    /// <param name="line">The line; line feeds inside of it begin further lines at the same level.</param>
    public AlignedText Line(int level, string line)
    {
        var indent = new string(' ', level * 2);
        foreach (var part in line.Split('\n'))
            _lines.Add((part.Length == 0 ? "" : indent + part).Split('\t'));
        return this;
    }

    /// <summary>Adds a line at the left.</summary>
    public AlignedText Line(string line = "") => Line(0, line);

    /// <summary>The text with its columns.</summary>
    public override string ToString()
    {
        var widths = _lines.ConvertAll(line => new int[line.Length]);
        Measure(widths, 0, _lines.Count, 0);
        var text = new StringBuilder();
        for (var i = 0; i < _lines.Count; i++)
        {
            var line = _lines[i];
            for (var column = 0; column < line.Length; column++)
            {
                text.Append(line[column]);
                if (column < line.Length - 1)
                    text.Append(' ', widths[i][column] - Width(line[column]));
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private void Measure(List<int[]> widths, int from, int to, int column)
    {
        for (var start = from; start < to; start++)
        {
            // The last cell of a line is not ended by a tab and so has no part in a column.
            var end = start;
            var width = 0;
            for (; end < to && column < _lines[end].Length - 1; end++)
                width = Math.Max(width, Width(_lines[end][column]) + Padding);
            if (end == start)
                continue;
            for (var i = start; i < end; i++)
                widths[i][column] = width;
            Measure(widths, start, end, column + 1);
            start = end; // the line at the end has no such cell
        }
    }

    private static int Width(string text)
    {
        var width = 0;
        foreach (var _ in text.EnumerateRunes())
            width++;
        return width;
    }
}
