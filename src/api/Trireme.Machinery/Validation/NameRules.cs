using System.Globalization;
using System.Text;

namespace Trireme.Machinery.Validation;

/// <summary>
/// The forms that names may have, as RFC 1123, RFC 1035 and Kubernetes define them. Each method gives the messages about a value,
/// and an empty list for a valid one. Hand-written loops: they run for every name of every write.
/// </summary>
public static class NameRules
{
    /// <summary>The longest DNS label.</summary>
    public const int MaximumLabel = 63;

    /// <summary>The longest DNS subdomain.</summary>
    public const int MaximumSubdomain = 253;

    private const string LabelFormat = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private const string SubdomainFormat = LabelFormat + @"(\." + LabelFormat + ")*";
    private const string UnderscoreFormat = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
    private const string KeyFormat = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";

    private const string LabelMessage = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '" + LabelFormat + "')";
    private const string SubdomainMessage = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '" + SubdomainFormat + "')";
    private const string UnderscoreMessage = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '" + UnderscoreFormat + @"(\." + UnderscoreFormat + ")*')";
    private const string Label1035Message = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";
    private const string KeyMessage = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '" + KeyFormat + "')";
    private const string LabelValueMessage = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(" + KeyFormat + ")?')";
    private const string ConfigKeyMessage = "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
    private const string HeaderMessage = "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')";

    /// <summary>Whether the value is a DNS label (RFC 1123).</summary>
    public static bool IsLabel(ReadOnlySpan<char> value) => value.Length is > 0 and <= MaximumLabel && LooksLikeLabel(value, underscore: false);

    /// <summary>Whether the value is a DNS subdomain (RFC 1123).</summary>
    public static bool IsSubdomain(ReadOnlySpan<char> value) => value.Length <= MaximumSubdomain && LooksLikeSubdomain(value, underscore: false);

    /// <summary>A DNS label (RFC 1123).</summary>
    public static IReadOnlyList<string> Label(string value)
    {
        if (IsLabel(value))
            return [];
        var messages = TooLong(value, MaximumLabel);
        if (!LooksLikeLabel(value, underscore: false))
            messages.Add(LooksLikeSubdomain(value, underscore: false) ? "must not contain dots" : LabelMessage);
        return messages;
    }

    /// <summary>A DNS subdomain (RFC 1123).</summary>
    public static IReadOnlyList<string> Subdomain(string value)
    {
        if (IsSubdomain(value))
            return [];
        var messages = TooLong(value, MaximumSubdomain);
        if (!LooksLikeSubdomain(value, underscore: false))
            messages.Add(SubdomainMessage);
        return messages;
    }

    /// <summary>A DNS subdomain whose labels may hold underscores, as search paths may.</summary>
    public static IReadOnlyList<string> SubdomainWithUnderscore(string value)
    {
        if (value.Length <= MaximumSubdomain && LooksLikeSubdomain(value, underscore: true))
            return [];
        var messages = TooLong(value, MaximumSubdomain);
        if (!LooksLikeSubdomain(value, underscore: true))
            messages.Add(UnderscoreMessage);
        return messages;
    }

    /// <summary>A DNS label that starts with a letter (RFC 1035).</summary>
    public static IReadOnlyList<string> Label1035(string value)
    {
        if (IsLabel(value) && char.IsAsciiLetterLower(value[0]))
            return [];
        var messages = TooLong(value, MaximumLabel);
        if (!LooksLikeLabel(value, underscore: false) || !char.IsAsciiLetterLower(value[0]))
            messages.Add(Label1035Message);
        return messages;
    }

    /// <summary>The key of a label: a name, or a DNS subdomain, a slash and a name.</summary>
    public static IReadOnlyList<string> QualifiedName(string value)
    {
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? value.AsSpan() : value.AsSpan(slash + 1);
        var prefix = slash < 0 ? default : value.AsSpan(0, slash);
        if (LooksLikeKey(name) && name.Length <= MaximumLabel && (slash < 0 || IsSubdomain(prefix)))
            return [];
        if (name.Contains('/'))
            return ["a valid label key " + KeyMessage + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"];
        var messages = new List<string>();
        if (slash == 0)
            messages.Add("prefix part must be non-empty");
        else if (slash > 0)
            messages.AddRange(Subdomain(prefix.ToString()).Select(message => "prefix part " + message));
        if (name.IsEmpty)
            messages.Add("name part must be non-empty");
        else if (name.Length > MaximumLabel)
            messages.Add("name part " + MaximumLength(MaximumLabel));
        if (!LooksLikeKey(name))
            messages.Add("name part " + KeyMessage);
        return messages;
    }

    /// <summary>The value of a label.</summary>
    public static IReadOnlyList<string> LabelValue(string value)
    {
        if (value.Length == 0 || (value.Length <= MaximumLabel && LooksLikeKey(value)))
            return [];
        var messages = TooLong(value, MaximumLabel);
        if (!LooksLikeKey(value))
            messages.Add(LabelValueMessage);
        return messages;
    }

    /// <summary>A key of a ConfigMap or Secret.</summary>
    public static IReadOnlyList<string> ConfigKey(string value)
    {
        if (value.Length is > 0 and <= MaximumSubdomain && value[0] != '.' && IsOf(value, '-', '.', '_'))
            return [];
        var messages = TooLong(value, MaximumSubdomain);
        if (value.Length == 0 || !IsOf(value, '-', '.', '_'))
            messages.Add(ConfigKeyMessage);
        if (value == ".")
            messages.Add("must not be '.'");
        else if (value == "..")
            messages.Add("must not be '..'");
        else if (value.StartsWith("..", StringComparison.Ordinal))
            messages.Add("must not start with '..'");
        return messages;
    }

    /// <summary>The name of an environment variable: any printable ASCII but the equals sign.</summary>
    public static IReadOnlyList<string> EnvironmentVariable(string value)
    {
        if (value.Length == 0)
            return ["environment variable name must be non-empty"];
        return value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value.Contains('=', StringComparison.Ordinal)
            ? ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
            : [];
    }

    /// <summary>The name of a port (RFC 6335, in lower case).</summary>
    public static IReadOnlyList<string> PortName(string value)
    {
        const int Longest = 15;
        var messages = value.Length > Longest ? TooLong(value, Longest) : [];
        if (value.Length == 0 || value.AsSpan().ContainsAnyExcept("-abcdefghijklmnopqrstuvwxyz0123456789"))
            messages.Add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        if (!value.AsSpan().ContainsAnyInRange('a', 'z'))
            messages.Add("must contain at least one letter (a-z)");
        if (value.Contains("--", StringComparison.Ordinal))
            messages.Add("must not contain consecutive hyphens");
        if (value.StartsWith('-') || value.EndsWith('-'))
            messages.Add("must not begin or end with a hyphen");
        return messages;
    }

    /// <summary>The number of a port.</summary>
    public static IReadOnlyList<string> PortNumber(long value) => value is >= 1 and <= 65535 ? [] : [Between(1, 65535)];

    /// <summary>The name of an HTTP header.</summary>
    public static IReadOnlyList<string> HttpHeader(string value) => value.Length > 0 && IsOf(value, '-', '-', '-') ? [] : [HeaderMessage];

    /// <summary>A name that can stand in a URL path; the only demand on names of roles and events.</summary>
    public static IReadOnlyList<string> PathSegment(string value)
    {
        if (value is "." or "..")
            return [$"may not be '{value}'"];
        var messages = new List<string>();
        if (value.Contains('/', StringComparison.Ordinal))
            messages.Add("may not contain '/'");
        if (value.Contains('%', StringComparison.Ordinal))
            messages.Add("may not contain '%'");
        return messages;
    }

    /// <summary>A whole percentage, such as <c>25%</c>.</summary>
    public static IReadOnlyList<string> Percent(string value) =>
        value.Length > 1 && value[^1] == '%' && !value.AsSpan(0, value.Length - 1).ContainsAnyExceptInRange('0', '9')
            ? []
            : ["a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')"];

    /// <summary>The message about a number out of its bounds.</summary>
    public static string Between(long minimum, long maximum) =>
        string.Create(CultureInfo.InvariantCulture, $"must be between {minimum} and {maximum}, inclusive");

    /// <summary>The message about a text that is too long.</summary>
    public static string MaximumLength(int maximum) => string.Create(CultureInfo.InvariantCulture, $"must be no more than {maximum} bytes");

    private static List<string> TooLong(string value, int maximum) => Encoding.UTF8.GetByteCount(value) > maximum ? [MaximumLength(maximum)] : [];

    private static bool LooksLikeLabel(ReadOnlySpan<char> value, bool underscore)
    {
        if (underscore && value.Length > 0 && value[0] == '_')
            value = value[1..];
        if (value.IsEmpty || !IsLowerOrDigit(value[0]) || !IsLowerOrDigit(value[^1]))
            return false;
        foreach (var c in value)
        {
            if (!IsLowerOrDigit(c) && c != '-' && !(underscore && c == '_'))
                return false;
        }
        return true;
    }

    private static bool LooksLikeSubdomain(ReadOnlySpan<char> value, bool underscore)
    {
        while (true)
        {
            var dot = value.IndexOf('.');
            if (dot < 0)
                return LooksLikeLabel(value, underscore);
            if (!LooksLikeLabel(value[..dot], underscore))
                return false;
            value = value[(dot + 1)..];
        }
    }

    private static bool LooksLikeKey(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || !char.IsAsciiLetterOrDigit(value[0]) || !char.IsAsciiLetterOrDigit(value[^1]))
            return false;
        return IsOf(value, '-', '.', '_');
    }

    private static bool IsOf(ReadOnlySpan<char> value, char first, char second, char third)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != first && c != second && c != third)
                return false;
        }
        return true;
    }

    private static bool IsLowerOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
