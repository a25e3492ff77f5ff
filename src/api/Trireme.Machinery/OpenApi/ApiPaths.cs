using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>The operations that the server has for a kind, in the order of their paths.</summary>
internal sealed class ApiPaths(IReadOnlyList<KindInfo> kinds)
{
    /// <summary>The operations on a kind and on its subresources.</summary>
    public IEnumerable<ApiOperation> Of(KindInfo kind)
    {
        if (kind.Plural.Length == 0)
            yield break;
        var collection = kind.GroupPath + (kind.Namespaced ? "/namespaces/{namespace}/" : "/") + kind.Plural;
        if (kind.Namespaced && Has(kind, "list"))
            yield return List(kind, $"{kind.GroupPath}/{kind.Plural}", "ForAllNamespaces");
        foreach (var operation in OnCollection(kind, collection))
            yield return operation;
        foreach (var operation in OnObject(kind, collection + "/{name}"))
            yield return operation;
        foreach (var subresource in kind.Subresources)
        {
            foreach (var operation in OnSubresource(kind, subresource, $"{collection}/{{name}}/{subresource}"))
                yield return operation;
        }
    }

    /// <summary>The group and version as one word, such as <c>RbacAuthorizationV1</c>.</summary>
    public static string GroupWord(string group, string version)
    {
        var name = group.Length == 0 ? "core" : group.EndsWith(".k8s.io", StringComparison.Ordinal) ? group[..^7] : group;
        return string.Concat(name.Split('.', '-').Append(version).Select(Capital));
    }

    private static IEnumerable<ApiOperation> OnCollection(KindInfo kind, string path)
    {
        if (Has(kind, "list"))
            yield return List(kind, path, "");
        if (Has(kind, "create"))
            yield return Operation(kind, path, "post", "post", "create", "", "create") with { Query = QueryParameter.ForWrite, Body = DefinitionNames.Of(kind), Answer = DefinitionNames.Of(kind) };
        if (Has(kind, "deletecollection"))
        {
            yield return Operation(kind, path, "delete", "deletecollection", "delete", "", "delete collection of", "Collection") with
            {
                Query = [.. QueryParameter.ForDelete, .. QueryParameter.ForList.Where(parameter => parameter.Name is not ("pretty" or "watch" or "allowWatchBookmarks"))],
                Body = DefinitionNames.Meta + "DeleteOptions",
                Answer = DefinitionNames.Meta + "Status",
            };
        }
    }

    private static IEnumerable<ApiOperation> OnObject(KindInfo kind, string path)
    {
        var definition = DefinitionNames.Of(kind);
        if (Has(kind, "get"))
            yield return Operation(kind, path, "get", "get", "read", "", "read") with { Query = QueryParameter.ForGet, Answer = definition };
        if (Has(kind, "update"))
            yield return Operation(kind, path, "put", "put", "replace", "", "replace") with { Query = QueryParameter.ForWrite, Body = definition, Answer = definition };
        if (Has(kind, "patch"))
            yield return Operation(kind, path, "patch", "patch", "patch", "", "partially update") with { Query = QueryParameter.ForPatch, Body = DefinitionNames.Patch, Answer = definition };
        if (Has(kind, "delete"))
            yield return Operation(kind, path, "delete", "delete", "delete", "", "delete") with { Query = QueryParameter.ForDelete, Body = DefinitionNames.Meta + "DeleteOptions", Answer = DefinitionNames.Meta + "Status" };
    }

    private IEnumerable<ApiOperation> OnSubresource(KindInfo kind, string subresource, string path)
    {
        var word = Capital(subresource);
        switch (subresource)
        {
            case "exec" or "attach" or "portforward" or "proxy":
                foreach (var method in (string[])["get", "post"])
                    yield return Operation(kind, path, method, "connect", "connect" + Capital(method), word, $"connect {method.ToUpperInvariant()} requests to {subresource} of");
                yield break;
            case "log":
                yield return Operation(kind, path, "get", "get", "read", word, "read log of the specified") with { Query = QueryParameter.ForGet };
                yield break;
            case "binding" or "eviction" or "token":
                var body = Body(kind, subresource);
                yield return Operation(body, path, "post", "post", "create", word, $"create {subresource} of a") with { Id = Id(kind, "create", word), Query = QueryParameter.ForWrite, Body = DefinitionNames.Of(body), Answer = DefinitionNames.Of(body) };
                yield break;
            case "finalize":
                yield return Operation(kind, path, "put", "put", "replace", word, "replace finalize of the specified") with { Query = QueryParameter.ForWrite, Body = DefinitionNames.Of(kind), Answer = DefinitionNames.Of(kind) };
                yield break;
        }
        var shape = Body(kind, subresource);
        foreach (var operation in OnObject(shape, path).Where(operation => operation.Method != "delete"))
        {
            var verb = operation.Method == "get" ? "read" : operation.Method == "put" ? "replace" : "patch";
            yield return operation with { Id = Id(kind, verb, word), Description = $"{verb} {subresource} of the specified {kind.Kind}" };
        }
    }

    /// <summary>The kind that a subresource speaks of.</summary>
    private KindInfo Body(KindInfo kind, string subresource) => subresource switch
    {
        "scale" => Find("Scale"),
        "binding" => Find("Binding"),
        "eviction" => Find("Eviction"),
        "token" => Find("TokenRequest"),
        _ => null,
    } ?? kind;

    private KindInfo? Find(string name) => kinds.FirstOrDefault(kind => kind.Kind == name);

    private static ApiOperation List(KindInfo kind, string path, string suffix) =>
        Operation(kind, path, "get", "list", "list", suffix, "list or watch objects of kind") with
        {
            Id = suffix.Length > 0 ? $"list{GroupWord(kind.Group, kind.Version)}{kind.Kind}{suffix}" : Id(kind, "list", ""),
            Query = QueryParameter.ForList,
            Answer = DefinitionNames.OfList(kind),
        };

    private static ApiOperation Operation(KindInfo kind, string path, string method, string action, string verb, string suffix, string description, string infix = "") => new()
    {
        Path = path,
        Method = method,
        Action = action,
        Id = Id(kind, verb, suffix, infix),
        Description = $"{description} {kind.Kind}",
        Kind = (kind.Group, kind.Version, kind.Kind),
    };

    private static string Id(KindInfo kind, string verb, string suffix, string infix = "") =>
        $"{verb}{GroupWord(kind.Group, kind.Version)}{infix}{(kind.Namespaced ? "Namespaced" : "")}{kind.Kind}{suffix}";

    private static bool Has(KindInfo kind, string verb) => kind.Verbs.Count == 0 || kind.Verbs.Contains(verb);

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];
}
