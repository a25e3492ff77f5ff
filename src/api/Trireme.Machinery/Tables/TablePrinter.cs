using System.Text.Json;

namespace Trireme.Machinery.Tables;

/// <summary>
/// Prints tables as kubectl does: upper-case headings, columns wide enough for their cells and three spaces. One printer prints
/// one run of tables, such as the events of a watch: headings come once, and columns never become narrower. Not thread-safe.
/// </summary>
/// <param name="output">Where to print.</param>
/// <param name="options">How to print.</param>
public sealed class TablePrinter(TextWriter output, TablePrintOptions options)
{
    private const int Padding = 3;
    private const int NarrowestColumn = 6;

    private List<(string Name, int Index)>? _columns;
    private int[] _widths = [];

    /// <summary>Prints one table.</summary>
    /// <param name="table">The UTF-8 JSON of a Table.</param>
    /// <param name="output">Where to print.</param>
    /// <param name="wide">Whether columns of the wide output are shown.</param>
    /// <param name="noHeaders">Whether the headings are left out.</param>
    /// <param name="withNamespace">Whether the namespace is the first column.</param>
    public static void Print(ReadOnlyMemory<byte> table, TextWriter output, bool wide = false, bool noHeaders = false, bool withNamespace = false) =>
        new TablePrinter(output, new() { Wide = wide, NoHeaders = noHeaders, WithNamespace = withNamespace }).Print(table);

    /// <summary>Prints one table.</summary>
    /// <param name="table">The UTF-8 JSON of a Table. Column definitions may be missing in all but the first.</param>
    public void Print(ReadOnlyMemory<byte> table)
    {
        using var document = JsonDocument.Parse(table);
        Print(document.RootElement);
    }

    /// <summary>Prints one table.</summary>
    public void Print(JsonElement table)
    {
        var lines = new List<string[]>();
        if (_columns is null || table.Count("columnDefinitions"u8) > 0)
        {
            var isFirst = _columns is null;
            _columns = Columns(table);
            if (isFirst && !options.NoHeaders)
                lines.Add(Headings());
        }
        foreach (var row in table.Items("rows"u8))
            lines.Add(Cells(row));
        Measure(lines);
        foreach (var line in lines)
            Write(line);
    }

    private static string Text(JsonElement cell)
    {
        var text = cell.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.String => cell.GetString()!,
            _ => cell.GetRawText(),
        };
        var end = text.AsSpan().IndexOfAny('\n', '\r', '\f');
        text = end < 0 ? text : text[..end] + "...";
        // a cell may hold what a program wrote: its control characters must not reach the terminal
        return text.AsSpan().ContainsAnyInRange('\0', '\x1f') ? string.Concat(text.Select(Shown)) : text;
    }

    private static string Shown(char character) => character < ' ' ? "^" + (char)(character + '@') : character.ToString();

    private static string Labels(JsonElement metadata) => CellText.Map(metadata.Entries("labels"u8));

    private List<(string Name, int Index)> Columns(JsonElement table)
    {
        var columns = new List<(string Name, int Index)>();
        var index = 0;
        foreach (var column in table.Items("columnDefinitions"u8))
        {
            if (options.Wide || column.Number("priority"u8) == 0)
                columns.Add((column.Text("name"u8), index));
            index++;
        }
        return columns;
    }

    private string[] Headings()
    {
        var line = new List<string>();
        if (options.WithNamespace)
            line.Add("NAMESPACE");
        line.AddRange(_columns!.Select(column => column.Name.ToUpperInvariant()));
        if (options.ShowLabels)
            line.Add("LABELS");
        return [.. line];
    }

    private string[] Cells(JsonElement row)
    {
        var metadata = row.At("object"u8).At("metadata"u8);
        var cells = row.At("cells"u8);
        var line = new List<string>();
        if (options.WithNamespace)
            line.Add(metadata.Text("namespace"u8));
        foreach (var (name, index) in _columns!)
        {
            var text = index < row.Count("cells"u8) ? Text(cells[index]) : "";
            line.Add(index == 0 && name == "Name" && options.Resource is not null ? $"{options.Resource}/{text}" : text);
        }
        if (options.ShowLabels)
            line.Add(Labels(metadata));
        return [.. line];
    }

    private void Measure(List<string[]> lines)
    {
        foreach (var line in lines)
        {
            if (_widths.Length < line.Length)
            {
                var narrow = _widths.Length;
                Array.Resize(ref _widths, line.Length);
                _widths.AsSpan(narrow).Fill(NarrowestColumn);
            }
            for (var i = 0; i < line.Length; i++)
                _widths[i] = Math.Max(_widths[i], Width(line[i]) + Padding);
        }
    }

    private static int Width(string text)
    {
        var width = 0;
        foreach (var _ in text.EnumerateRunes())
            width++;
        return width;
    }

    private void Write(string[] line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            output.Write(line[i]);
            if (i == line.Length - 1)
                break;
            for (var width = Width(line[i]); width < _widths[i]; width++)
                output.Write(' ');
        }
        output.Write('\n');
    }
}
