namespace Trireme.Machinery.Selectors;

/// <summary>What label keys and values look like. Errors are worded as Kubernetes words them.</summary>
public static class LabelSyntax
{
    private const int MaxName = 63;
    private const int MaxPrefix = 253;

    private const string NameCharacters =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private const string NameError = "name part " + NameCharacters
        + " (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    private const string PrefixError = "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
        + "and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
        + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private const string ValueError = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', "
        + "and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', "
        + "regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    /// <summary>What is wrong with a label key (a qualified name); null when nothing is.</summary>
    public static string? CheckKey(string key)
    {
        var slash = key.IndexOf('/');
        var prefix = slash < 0 ? null : key[..slash];
        var name = slash < 0 ? key : key[(slash + 1)..];
        if (name.Contains('/'))
        {
            return "a qualified name " + NameCharacters + " (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
                + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
        }
        List<string> errors = [];
        if (prefix is { Length: 0 })
            errors.Add("prefix part must be non-empty");
        else if (prefix is { Length: > MaxPrefix })
            errors.Add("prefix part must be no more than 253 bytes");
        else if (prefix is not null && !IsSubdomain(prefix))
            errors.Add(PrefixError);
        if (name.Length == 0)
            errors.Add("name part must be non-empty");
        else if (name.Length > MaxName)
            errors.Add("name part must be no more than 63 bytes");
        if (!IsName(name))
            errors.Add(NameError);
        return errors.Count == 0 ? null : string.Join("; ", errors);
    }

    /// <summary>What is wrong with a label value; null when nothing is.</summary>
    public static string? CheckValue(string value)
    {
        var tooLong = value.Length > MaxName;
        var wellFormed = value.Length == 0 || IsName(value);
        return (tooLong, wellFormed) switch
        {
            (false, true) => null,
            (true, true) => "must be no more than 63 bytes",
            (false, false) => ValueError,
            _ => "must be no more than 63 bytes; " + ValueError,
        };
    }

    private static bool IsName(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetterOrDigit(text[0]) || !char.IsAsciiLetterOrDigit(text[^1]))
            return false;
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.'))
                return false;
        }
        return true;
    }

    private static bool IsSubdomain(string text)
    {
        foreach (var range in text.AsSpan().Split('.'))
        {
            var part = text.AsSpan(range);
            if (part.IsEmpty || part[0] == '-' || part[^1] == '-')
                return false;
            foreach (var character in part)
            {
                if (!char.IsAsciiLetterLower(character) && !char.IsAsciiDigit(character) && character != '-')
                    return false;
            }
        }
        return true;
    }
}
