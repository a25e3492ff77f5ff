using Trireme.Machinery.Schema;

namespace Trireme.Server.Discovery;

/// <summary>The verbs of resources, as discovery lists them.</summary>
internal static class ResourceVerbs
{
    private static readonly string[] All = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    // Deleting all namespaces or all nodes by one request is not offered by Kubernetes for namespaces alone.
    private static readonly string[] AllButCollection = ["create", "delete", "get", "list", "patch", "update", "watch"];

    /// <summary>The verbs of a kind.</summary>
    public static IReadOnlyList<string> Of(KindInfo kind) =>
        kind.Verbs.Count > 0 ? kind.Verbs : kind is { Group: "", Plural: "namespaces" } ? AllButCollection : All;
}
