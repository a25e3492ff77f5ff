namespace Trireme.Node.Cri.Images;

/// <summary>Names of images in full, as container runtimes keep them.</summary>
public static class ImageReference
{
    private const string DefaultDomain = "docker.io";

    /// <summary>
    /// The full name for one that people write: <c>busybox</c> is <c>docker.io/library/busybox:latest</c>.
    /// A first part with a dot, a colon or an upper-case letter, and <c>localhost</c>, is a registry. Source: the distribution project's reference grammar.
    /// </summary>
    public static string Normalize(string reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference);
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : reference[..slash];
        var isDomain = slash >= 0 && (first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper));
        var domain = isDomain ? first : DefaultDomain;
        var rest = isDomain ? reference[(slash + 1)..] : reference;
        if (domain == "index.docker.io")
            domain = DefaultDomain;
        if (domain == DefaultDomain && !rest.Contains('/', StringComparison.Ordinal))
            rest = "library/" + rest;
        var lastPart = rest.AsSpan(rest.LastIndexOf('/') + 1);
        return lastPart.ContainsAny(':', '@') ? $"{domain}/{rest}" : $"{domain}/{rest}:latest";
    }

    /// <summary>The tag of a full name; <c>latest</c> where it has none.</summary>
    internal static string TagOf(string normalized)
    {
        var name = normalized.AsSpan(normalized.LastIndexOf('/') + 1);
        var at = name.IndexOf('@');
        if (at >= 0)
            name = name[..at];
        var colon = name.IndexOf(':');
        return colon < 0 ? "latest" : name[(colon + 1)..].ToString();
    }
}
