namespace Trireme.Server.Auth;

/// <summary>What a user asks to do.</summary>
/// <param name="User">Who asks.</param>
/// <param name="Verb">get, list, watch, create, update, patch, delete, deletecollection; for paths outside of resources the lower-case HTTP method.</param>
internal sealed record AccessRequest(UserInfo User, string Verb)
{
    /// <summary>The API group; empty for core.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The resource, such as <c>pods</c>; empty for a path outside of resources.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for the whole cluster.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; empty for all.</summary>
    public string Name { get; init; } = "";

    /// <summary>The field selector of a list, watch or deletion of many, as it was sent; empty for none.</summary>
    public string FieldSelector { get; init; } = "";

    /// <summary>The path of a request outside of resources, such as <c>/healthz</c>; null for resources.</summary>
    public string? Path { get; init; }
}
