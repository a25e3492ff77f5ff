using System.Diagnostics.CodeAnalysis;
using System.Text;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Selectors;

/// <summary>Picks objects by a few of their fields: every term must hold. Immutable, thread-safe.</summary>
public sealed class FieldSelector
{
    /// <summary>How many terms a selector may have.</summary>
    public const int MaxTerms = 64;

    private readonly FieldReader[] _readers;

    private FieldSelector(FieldTerm[] terms)
    {
        Terms = terms;
        _readers = Array.ConvertAll(terms, term => FieldReader.Of(term.Field));
    }

    /// <summary>Matches every object.</summary>
    public static FieldSelector Everything { get; } = new([]);

    /// <summary>The terms, sorted.</summary>
    public IReadOnlyList<FieldTerm> Terms { get; }

    /// <summary>Whether every object matches.</summary>
    public bool IsEmpty => Terms.Count == 0;

    /// <summary>The labels of the fields by which objects of a kind can be selected.</summary>
    public static IReadOnlyList<string> Fields(KindInfo kind) => SelectableFields.Of(kind);

    /// <summary>The value of a field of an object, as selection sees it; empty where the object has none.</summary>
    /// <param name="json">The object's UTF-8 JSON.</param>
    /// <param name="field">The field's label, such as <c>spec.nodeName</c>.</param>
    public static string Value(ReadOnlySpan<byte> json, string field) => FieldReader.Of(field).Read(json);

    /// <summary>Reads the text of a <c>fieldSelector</c> parameter.</summary>
    /// <param name="text">The text; null or empty matches everything.</param>
    /// <param name="selector">The selector; null when the text is wrong.</param>
    /// <param name="error">What is wrong, in Kubernetes' words (answer 400); empty when nothing is.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FieldSelector? selector, out string error)
    {
        error = "";
        selector = Everything;
        if (string.IsNullOrEmpty(text))
            return true;
        selector = null;
        var terms = new List<FieldTerm>();
        foreach (var part in Split(text).Where(part => part.Length > 0).Order(StringComparer.Ordinal))
        {
            if (terms.Count == MaxTerms)
                error = $"a field selector may have at most {MaxTerms} terms";
            else if (TryTerm(part, out var term, out error))
                terms.Add(term);
            else if (error.Length == 0)
                error = $"invalid selector: '{text}'; can't understand '{part}'";
            if (error.Length > 0)
                return false;
        }
        selector = new FieldSelector([.. terms]);
        return true;
    }

    /// <summary>Reads the text of a <c>fieldSelector</c> parameter for a kind: fields by which the kind cannot be selected are errors.</summary>
    public static bool TryParse(string? text, KindInfo kind, [NotNullWhen(true)] out FieldSelector? selector, out string error)
    {
        if (!TryParse(text, out selector, out error))
            return false;
        foreach (var term in selector.Terms)
        {
            if (SelectableFields.Check(kind, term.Field) is not { } unsupported)
                continue;
            error = unsupported;
            selector = null;
            return false;
        }
        return true;
    }

    /// <summary>Whether an object with these field values matches.</summary>
    /// <param name="field">Gives the value of a field; null counts as empty.</param>
    public bool Matches(Func<string, string?> field)
    {
        foreach (var term in Terms)
        {
            if (!term.Matches(field(term.Field) ?? ""))
                return false;
        }
        return true;
    }

    /// <summary>Whether an object matches. Does not build a tree.</summary>
    /// <param name="json">The object's UTF-8 JSON.</param>
    public bool Matches(ReadOnlySpan<byte> json)
    {
        for (var i = 0; i < _readers.Length; i++)
        {
            if (_readers[i].IsEqual(json, Terms[i].Value) == Terms[i].Negated)
                return false;
        }
        return true;
    }

    /// <summary>The value that a field must have for an object to match; null where the selector does not say.</summary>
    public string? RequiredValue(string field)
    {
        foreach (var term in Terms)
        {
            if (!term.Negated && term.Field == field)
                return term.Value;
        }
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(',', Terms);

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == ',')
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static bool TryTerm(string part, out FieldTerm term, out string error)
    {
        error = "";
        term = default;
        for (var i = 0; i < part.Length; i++)
        {
            var length = part[i] switch
            {
                '\\' => -1,
                '!' when i + 1 < part.Length && part[i + 1] == '=' => 2,
                '=' when i + 1 < part.Length && part[i + 1] == '=' => 2,
                '=' => 1,
                _ => 0,
            };
            if (length == -1)
                i++;
            if (length <= 0)
                continue;
            if (!TryUnescape(part.AsSpan(i + length), out var value, out error))
                return false;
            term = new FieldTerm(part[..i], value, part[i] == '!');
            return true;
        }
        return false;
    }

    private static bool TryUnescape(ReadOnlySpan<char> text, out string value, out string error)
    {
        error = "";
        value = "";
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is ',' or '=')
            {
                error = $"invalid field selector: unescaped character in value: {character}";
                return false;
            }
            if (character == '\\')
            {
                i++;
                if (i == text.Length || text[i] is not ('\\' or ',' or '='))
                {
                    error = $"invalid field selector: invalid escape sequence: \\{(i < text.Length ? text[i] : "")}";
                    return false;
                }
                character = text[i];
            }
            result.Append(character);
        }
        value = result.ToString();
        return true;
    }
}
