namespace Trireme.Machinery.Schema;

/// <summary>A kind as the server and clients know it: what it is called, where it is served, and its schema. Immutable.</summary>
public sealed class KindInfo
{
    private readonly Lazy<SchemaNode> _schema;

    internal KindInfo(Func<SchemaNode> schema) => _schema = new(schema);

    /// <summary>The API group; empty for core.</summary>
    public required string Group { get; init; }

    /// <summary>The version inside the group.</summary>
    public required string Version { get; init; }

    /// <summary>The kind, such as <c>Deployment</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The resource name in URLs, such as <c>deployments</c>; empty for a kind that is only a body of a subresource.</summary>
    public required string Plural { get; init; }

    /// <summary>Whether objects live inside a namespace.</summary>
    public required bool Namespaced { get; init; }

    /// <summary>Short names that clients accept.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groups of resources, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Subresources that the kind has.</summary>
    public IReadOnlyList<string> Subresources { get; init; } = [];

    /// <summary>The verbs served on the resource; empty means all of them.</summary>
    public IReadOnlyList<string> Verbs { get; init; } = [];

    /// <summary>The C# type; null for a kind that was defined at run time.</summary>
    public Type? Type { get; init; }

    /// <summary>Group and version, such as <c>apps/v1</c>; <c>v1</c> for core.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The resource with its group, as error messages name it: <c>deployments.apps</c>, <c>pods</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>The singular resource name.</summary>
    public string Singular => Kind.ToLowerInvariant();

    /// <summary>The kind of a list of these.</summary>
    public string ListKind => Kind + "List";

    /// <summary>The schema; derived when first asked for.</summary>
    public SchemaNode Schema => _schema.Value;

    /// <summary>The URL path of the group and version: <c>/api/v1</c>, <c>/apis/apps/v1</c>.</summary>
    public string GroupPath => Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";

    /// <summary>The URL path of the collection, or of one object, or of its subresource.</summary>
    /// <param name="ns">The namespace; null or empty for all namespaces and for kinds outside of them.</param>
    /// <param name="name">The object; null for the collection.</param>
    /// <param name="subresource">The subresource; null for the object itself.</param>
    public string Path(string? ns, string? name = null, string? subresource = null)
    {
        var path = Namespaced && !string.IsNullOrEmpty(ns)
            ? $"{GroupPath}/namespaces/{Uri.EscapeDataString(ns)}/{Plural}"
            : $"{GroupPath}/{Plural}";
        if (name is null)
            return path;
        path = $"{path}/{Uri.EscapeDataString(name)}";
        return subresource is null ? path : $"{path}/{subresource}";
    }
}
