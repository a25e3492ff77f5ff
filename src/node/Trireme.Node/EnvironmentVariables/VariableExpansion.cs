using System.Text;

namespace Trireme.Node.EnvironmentVariables;

/// <summary>
/// Expands <c>$(NAME)</c>: <c>$$</c> stands for one dollar, an unknown name stays as written. Pure. Source: Kubernetes documentation,
/// "Define dependent environment variables".
/// </summary>
internal static class VariableExpansion
{
    /// <summary>The text with its variables replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value of a name; null where it has none.</param>
    public static string Expand(string text, Func<string, string?> value)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            switch (text[i])
            {
                case '$':
                    result.Append('$');
                    break;
                case '(' when text.IndexOf(')', i) is var end and > 0:
                    var name = text[(i + 1)..end];
                    result.Append(value(name) ?? $"$({name})");
                    i = end;
                    break;
                default:
                    result.Append('$').Append(text[i]);
                    break;
            }
        }
        return result.ToString();
    }
}
