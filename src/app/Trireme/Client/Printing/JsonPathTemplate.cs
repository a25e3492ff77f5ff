using System.Text;
using System.Text.Json.Nodes;
using Trireme.Client.Session;

namespace Trireme.Client.Printing;

/// <summary>A text with paths in braces: <c>{.metadata.name}{"\n"}</c>, <c>{range .items[*]}…{end}</c>. Immutable.</summary>
internal sealed class JsonPathTemplate
{
    private readonly IReadOnlyList<Action<JsonNode?, TextWriter>> _parts;

    private JsonPathTemplate(IReadOnlyList<Action<JsonNode?, TextWriter>> parts) => _parts = parts;

    /// <summary>Reads a template.</summary>
    /// <exception cref="CommandException">A brace or a range is not closed, or a path is broken.</exception>
    public static JsonPathTemplate Parse(string text)
    {
        var at = 0;
        var parts = Parts(text, ref at, inRange: false);
        return new JsonPathTemplate(parts);
    }

    /// <summary>Writes what the template picks from an object.</summary>
    public void Write(JsonNode? root, TextWriter output)
    {
        foreach (var part in _parts)
            part(root, output);
    }

    private static List<Action<JsonNode?, TextWriter>> Parts(string text, ref int at, bool inRange)
    {
        var parts = new List<Action<JsonNode?, TextWriter>>();
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            var literal = open < 0 ? text[at..] : text[at..open];
            if (literal.Length > 0)
                parts.Add((_, output) => output.Write(literal));
            if (open < 0)
            {
                at = text.Length;
                break;
            }
            var close = Close(text, open);
            var expression = text[(open + 1)..close].Trim();
            at = close + 1;
            if (expression == "end")
                return inRange ? parts : throw new CommandException("error parsing jsonpath: not in range, but there is an end");
            if (expression.StartsWith("range ", StringComparison.Ordinal))
                parts.Add(Range(JsonPath.Parse(expression["range ".Length..]), Parts(text, ref at, inRange: true)));
            else
                parts.Add(Expression(expression));
        }
        return inRange ? throw new CommandException("error parsing jsonpath: unterminated range") : parts;
    }

    private static Action<JsonNode?, TextWriter> Range(JsonPath path, List<Action<JsonNode?, TextWriter>> body) => (root, output) =>
    {
        foreach (var item in path.Find(root))
        {
            foreach (var part in body)
                part(item, output);
        }
    };

    private static Action<JsonNode?, TextWriter> Expression(string expression)
    {
        if (expression.Length >= 2 && expression[0] is '"' or '\'' && expression[^1] == expression[0])
        {
            var literal = Unescape(expression[1..^1]);
            return (_, output) => output.Write(literal);
        }
        var path = JsonPath.Parse(expression);
        return (root, output) => output.Write(string.Join(' ', path.Find(root).Select(JsonPath.Show)));
    }

    private static int Close(string text, int open)
    {
        var quote = '\0';
        for (var i = open + 1; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] == '}')
                return i;
        }
        throw new CommandException($"error parsing jsonpath {text}, unclosed action");
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i == text.Length - 1)
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            result.Append(text[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
        }
        return result.ToString();
    }
}
