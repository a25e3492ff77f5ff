namespace Trireme.Machinery.OpenApi;

/// <summary>One verb on one path, told apart from how a version of OpenAPI writes it down.</summary>
internal sealed record ApiOperation
{
    /// <summary>The path with its placeholders, such as <c>/api/v1/namespaces/{namespace}/pods/{name}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The HTTP method in lower case.</summary>
    public required string Method { get; init; }

    /// <summary>The operation's name for generated clients.</summary>
    public required string Id { get; init; }

    /// <summary>The verb in Kubernetes' terms: <c>get</c>, <c>list</c>, <c>post</c>, <c>connect</c> and so on.</summary>
    public required string Action { get; init; }

    /// <summary>What the operation does.</summary>
    public required string Description { get; init; }

    /// <summary>Group, version and kind of what the operation is about.</summary>
    public required (string Group, string Version, string Kind) Kind { get; init; }

    /// <summary>The query parameters.</summary>
    public IReadOnlyList<QueryParameter> Query { get; init; } = [];

    /// <summary>The definition of the body; null where there is none.</summary>
    public string? Body { get; init; }

    /// <summary>The definition of the answer; null for text.</summary>
    public string? Answer { get; init; }

    /// <summary>Whether the body is one of the patch formats.</summary>
    public bool IsPatch => Action == "patch";

    /// <summary>Whether the answer may be a stream of watch events.</summary>
    public bool CanWatch => Action == "list";
}
