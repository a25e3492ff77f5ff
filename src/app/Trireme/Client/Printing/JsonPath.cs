using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Client.Session;

namespace Trireme.Client.Printing;

/// <summary>
/// A path into an object as kubectl's JSONPath has it: <c>.a.b</c>, <c>['a.b']</c>, <c>[0]</c>, <c>[-1]</c>, <c>[*]</c>, <c>[1:3]</c>,
/// <c>[?(@.type=="Ready")]</c>, <c>..name</c>. Immutable.
/// </summary>
/// <remarks>Source: Kubernetes, "JSONPath Support".</remarks>
internal sealed class JsonPath
{
    private readonly List<Func<JsonNode?, IEnumerable<JsonNode?>>> _steps;

    private JsonPath(List<Func<JsonNode?, IEnumerable<JsonNode?>>> steps) => _steps = steps;

    /// <summary>Reads a path; braces around it and a <c>$</c> or <c>@</c> before it may be there or not.</summary>
    /// <exception cref="CommandException">It is no path.</exception>
    public static JsonPath Parse(string text)
    {
        var path = text.Trim();
        if (path.StartsWith('{') && path.EndsWith('}'))
            path = path[1..^1].Trim();
        if (path.StartsWith('$') || path.StartsWith('@'))
            path = path[1..];
        if (path.Length > 0 && path[0] is not ('.' or '['))
            path = "." + path;
        var steps = new List<Func<JsonNode?, IEnumerable<JsonNode?>>>();
        for (var at = 0; at < path.Length;)
            steps.Add(path[at] == '[' ? Bracket(path, ref at, text) : Field(path, ref at, text));
        return new JsonPath(steps);
    }

    /// <summary>The values at the path; none where a part of it is absent.</summary>
    public IReadOnlyList<JsonNode?> Find(JsonNode? root)
    {
        IEnumerable<JsonNode?> found = [root];
        foreach (var step in _steps)
            found = found.SelectMany(step).ToList();
        return [.. found];
    }

    /// <summary>A value as text: strings as they are, others as JSON.</summary>
    public static string Show(JsonNode? value) =>
        value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value is null ? "<nil>" : JsonText.WriteCompact(value);

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Field(string path, ref int at, string whole)
    {
        if (path[at] != '.')
            throw Broken(whole, $"a '.' or '[' is expected at \"{path[at..]}\"");
        at++;
        var isDeep = at < path.Length && path[at] == '.';
        if (isDeep)
            at++;
        var name = new System.Text.StringBuilder();
        for (; at < path.Length && path[at] is not ('.' or '['); at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length)
                at++; // \. stands for a dot inside of a name
            name.Append(path[at]);
        }
        var field = name.ToString();
        if (isDeep)
            return node => Deep(node, field);
        return field switch
        {
            "" => node => [node], // .['a'] and a lone dot
            "*" => Children,
            _ => node => Child(node, field),
        };
    }

    private static Func<JsonNode?, IEnumerable<JsonNode?>> Bracket(string path, ref int at, string whole)
    {
        var end = End(path, at);
        if (end < 0)
            throw Broken(whole, "unterminated array");
        var inside = path[(at + 1)..end].Trim();
        at = end + 1;
        if (inside == "*")
            return Children;
        if (inside.Length >= 2 && inside[0] is '\'' or '"' && inside[^1] == inside[0])
        {
            var name = inside[1..^1];
            return node => Child(node, name);
        }
        if (inside.StartsWith("?(", StringComparison.Ordinal) && inside.EndsWith(')'))
        {
            var filter = JsonPathFilter.Parse(inside[2..^1]);
            return node => Children(node).Where(filter.Fits);
        }
        if (int.TryParse(inside, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            return node => node is JsonArray array && Position(index, array.Count) is var position && position >= 0 && position < array.Count ? [array[position]] : [];
        var colon = inside.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && TryBound(inside[..colon], 0, out var first) && TryBound(inside[(colon + 1)..], int.MaxValue, out var last))
            return node => node is JsonArray array ? Slice(array, first, last) : [];
        throw Broken(whole, $"invalid array index {inside}");
    }

    private static bool TryBound(string text, int otherwise, out int bound)
    {
        bound = otherwise;
        return text.Length == 0 || int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out bound);
    }

    private static IEnumerable<JsonNode?> Slice(JsonArray array, int first, int last)
    {
        var start = Math.Max(Position(first, array.Count), 0);
        var end = Math.Min(Position(last, array.Count), array.Count);
        return array.Skip(start).Take(Math.Max(end - start, 0));
    }

    private static int Position(int index, int count) => index < 0 ? index + count : index;

    // The bracket that closes this one; brackets and quotes inside of a filter do not count.
    private static int End(string path, int start)
    {
        var depth = 0;
        var quote = '\0';
        for (var i = start; i < path.Length; i++)
        {
            if (quote != '\0')
                quote = path[i] == quote ? '\0' : quote;
            else if (path[i] is '\'' or '"')
                quote = path[i];
            else if (path[i] == '[')
                depth++;
            else if (path[i] == ']' && --depth == 0)
                return i;
        }
        return -1;
    }

    private static IEnumerable<JsonNode?> Child(JsonNode? node, string name) =>
        node is JsonObject parent && parent.TryGetPropertyValue(name, out var value) ? [value] : [];

    private static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject parent => parent.Select(entry => entry.Value),
        _ => [],
    };

    private static IEnumerable<JsonNode?> Deep(JsonNode? node, string name) =>
        Child(node, name).Concat(Children(node).SelectMany(child => Deep(child, name)));

    private static CommandException Broken(string path, string reason) => new($"error parsing jsonpath {path}, {reason}");
}
