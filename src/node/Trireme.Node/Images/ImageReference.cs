namespace Trireme.Node.Images;

/// <summary>An image's name taken apart. Source: the OCI distribution specification's grammar of references, and Docker Hub's defaults.</summary>
/// <param name="Registry">The registry's host and port, <c>docker.io</c> where none is named.</param>
/// <param name="Repository">The path below the registry, with <c>library/</c> where Docker Hub implies it.</param>
/// <param name="Tag">The tag, <c>latest</c> by default; null where there is a digest only.</param>
/// <param name="Digest">The digest; null for none.</param>
internal sealed record ImageReference(string Registry, string Repository, string? Tag, string? Digest)
{
    private const int MaximumLength = 1024;
    private const int MaximumTagLength = 128;

    /// <summary>The reference with everything spelled out.</summary>
    public string Canonical => $"{Registry}/{Repository}{(Tag is null ? "" : ":" + Tag)}{(Digest is null ? "" : "@" + Digest)}";

    /// <summary>Parses; null where the text is no image's name.</summary>
    public static ImageReference? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > MaximumLength)
            return null;
        var name = text;
        string? digest = null;
        if (name.IndexOf('@') is var at and >= 0)
        {
            digest = name[(at + 1)..];
            name = name[..at];
            if (!IsDigest(digest))
                return null;
        }
        string? tag = null;
        if (name.LastIndexOf(':') is var colon and > 0 && colon > name.LastIndexOf('/'))
        {
            tag = name[(colon + 1)..];
            name = name[..colon];
            if (!IsTag(tag))
                return null;
        }
        var slash = name.IndexOf('/');
        var host = slash < 0 ? "" : name[..slash];
        var named = host == "localhost" || host.AsSpan().IndexOfAny('.', ':') >= 0 || host.Any(char.IsAsciiLetterUpper);
        var path = named ? name[(slash + 1)..] : name;
        if ((named && !IsHost(host)) || !path.Split('/').All(IsPathComponent))
            return null;
        var registry = !named || host == "index.docker.io" ? "docker.io" : host;
        if (registry == "docker.io" && !path.Contains('/'))
            path = "library/" + path;
        return new ImageReference(registry, path, tag ?? (digest is null ? "latest" : null), digest);
    }

    private static bool IsHost(string host)
    {
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && (colon == host.Length - 1 || !host.AsSpan(colon + 1).ContainsOnly(char.IsAsciiDigit)))
            return false;
        var domain = colon >= 0 ? host[..colon] : host;
        return domain.Split('.').All(label => label.Length > 0 && char.IsAsciiLetterOrDigit(label[0]) && char.IsAsciiLetterOrDigit(label[^1])
            && label.AsSpan().ContainsOnly(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }

    // Lower-case letters and digits, parted by one dot, one or two underscores, or any number of dashes.
    private static bool IsPathComponent(string part)
    {
        if (part.Length == 0 || !IsAlphanumeric(part[0]) || !IsAlphanumeric(part[^1]))
            return false;
        for (var i = 1; i < part.Length; i++)
        {
            if (IsAlphanumeric(part[i]))
                continue;
            var start = i;
            while (!IsAlphanumeric(part[i + 1]))
                i++;
            var separator = part.AsSpan(start, i - start + 1);
            if (separator is not ("." or "_" or "__") && separator.ContainsAnyExcept('-'))
                return false;
        }
        return true;
    }

    private static bool IsAlphanumeric(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= MaximumTagLength && (char.IsAsciiLetterOrDigit(tag[0]) || tag[0] == '_')
        && tag.AsSpan().ContainsOnly(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');

    private static bool IsDigest(string digest)
    {
        var colon = digest.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(digest[0]) && digest.Length - colon - 1 >= 32
            && digest.AsSpan(0, colon).ContainsOnly(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '+' or '.')
            && digest.AsSpan(colon + 1).ContainsOnly(char.IsAsciiHexDigit);
    }
}
