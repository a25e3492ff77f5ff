using System.Text;

namespace Trireme.Client.Session;

/// <summary>Writes the query of a URL. Parameters without a value are left out.</summary>
internal sealed class UrlQuery
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter.</summary>
    public UrlQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>Adds a parameter that is <c>true</c>, or leaves it out.</summary>
    public UrlQuery Add(string name, bool value) => Add(name, value ? "true" : null);

    /// <summary>The query with its question mark; empty where there are no parameters.</summary>
    public override string ToString() => _text.ToString();
}
