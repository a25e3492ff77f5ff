namespace Trireme.Client;

/// <summary>What to list or watch.</summary>
public sealed record ListOptions
{
    /// <summary>Such as <c>app=web,tier!=cache</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Such as <c>spec.nodeName=a</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The most objects in one answer; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>Where the last answer left off.</summary>
    public string? Continue { get; init; }

    /// <summary>The version to list at or to watch from; null for the latest.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>How a watch ends by itself, in seconds; 0 for the server's choice.</summary>
    public int TimeoutSeconds { get; init; }

    /// <summary>Whether a watch wants bookmarks.</summary>
    public bool AllowWatchBookmarks { get; init; }
}
