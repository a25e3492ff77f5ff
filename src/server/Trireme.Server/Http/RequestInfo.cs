namespace Trireme.Server.Http;

/// <summary>What a request is about, read from method, path and query as Kubernetes reads them. Immutable.</summary>
internal sealed record RequestInfo
{
    /// <summary>Whether the path names a resource of the API.</summary>
    public bool IsResource { get; init; }

    /// <summary>get, list, watch, create, update, patch, delete, deletecollection; outside of resources the lower-case HTTP method.</summary>
    public required string Verb { get; init; }

    /// <summary>The whole path, unescaped.</summary>
    public required string Path { get; init; }

    /// <summary>The API group; empty for core.</summary>
    public string Group { get; init; } = "";

    /// <summary>The version.</summary>
    public string Version { get; init; } = "";

    /// <summary>The namespace; empty for none.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The resource, such as <c>pods</c>.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The subresource, such as <c>log</c>; empty for none.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The object's name; empty for a collection. A list or watch with the field selector <c>metadata.name=x</c> has it too.</summary>
    public string Name { get; init; } = "";

    /// <summary>What follows the subresource, with its slash, as a proxy passes it on; empty for none.</summary>
    public string Rest { get; init; } = "";
}
