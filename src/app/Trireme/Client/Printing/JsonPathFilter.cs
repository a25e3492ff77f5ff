using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trireme.Client.Printing;

/// <summary>The condition inside of <c>[?( )]</c>: a comparison of a path with a path or a literal, or a path alone that must exist. Immutable.</summary>
internal sealed class JsonPathFilter
{
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "<", ">"];

    private readonly JsonPath _left;
    private readonly string _operator;
    private readonly JsonPath? _rightPath;
    private readonly string _rightText;

    private JsonPathFilter(JsonPath left, string comparison, string right)
    {
        _left = left;
        _operator = comparison;
        _rightPath = right.StartsWith('@') ? JsonPath.Parse(right) : null;
        _rightText = right.Length >= 2 && right[0] is '\'' or '"' && right[^1] == right[0] ? right[1..^1] : right;
    }

    /// <summary>Reads a condition.</summary>
    public static JsonPathFilter Parse(string text)
    {
        var (at, found) = Operators
            .Select(candidate => (At: text.IndexOf(candidate, StringComparison.Ordinal), Operator: candidate))
            .Where(candidate => candidate.At > 0)
            .OrderBy(candidate => candidate.At)
            .ThenByDescending(candidate => candidate.Operator.Length)
            .FirstOrDefault((text.Length, ""));
        return new JsonPathFilter(JsonPath.Parse(text[..at]), found, text[(at + found.Length)..].Trim());
    }

    /// <summary>Whether the condition holds for a value.</summary>
    public bool Fits(JsonNode? node)
    {
        var left = _left.Find(node);
        if (_operator.Length == 0)
            return left.Count > 0;
        if (left.Count == 0)
            return false;
        var right = _rightPath is null ? _rightText : _rightPath.Find(node) is [var value, ..] ? JsonPath.Show(value) : null;
        return right is not null && Compare(left[0], right);
    }

    private bool Compare(JsonNode? left, string right)
    {
        var text = JsonPath.Show(left);
        var order = left?.GetValueKind() == JsonValueKind.Number
            && double.TryParse(text, CultureInfo.InvariantCulture, out var first) && double.TryParse(right, CultureInfo.InvariantCulture, out var second)
            ? first.CompareTo(second)
            : string.CompareOrdinal(text, right);
        return _operator switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }
}
