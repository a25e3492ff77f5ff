using Trireme.Machinery.Schema;

namespace Trireme.Client;

/// <summary>Where a resource is served. Enough to reach objects of any kind, custom ones included.</summary>
/// <param name="Group">The API group; empty for core.</param>
/// <param name="Version">The version inside the group.</param>
/// <param name="Plural">The resource name in URLs.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Namespaced">Whether objects live inside a namespace.</param>
public sealed record ResourceAddress(string Group, string Version, string Plural, string Kind, bool Namespaced)
{
    /// <summary>The address of a kind.</summary>
    public static ResourceAddress Of(KindInfo kind) => new(kind.Group, kind.Version, kind.Plural, kind.Kind, kind.Namespaced);

    /// <summary>Group and version, such as <c>apps/v1</c>; <c>v1</c> for core.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The resource with its group, such as <c>deployments.apps</c> or <c>pods</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

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
