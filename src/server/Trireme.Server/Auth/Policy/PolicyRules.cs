using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Policy;

/// <summary>A short way to write policy rules: lists are words with spaces between them.</summary>
internal static class PolicyRules
{
    public const string CoreApi = "";
    public const string AppsApi = "apps";
    public const string AuthenticationApi = "authentication.k8s.io";
    public const string AuthorizationApi = "authorization.k8s.io";
    public const string AutoscalingApi = "autoscaling";
    public const string BatchApi = "batch";
    public const string CertificatesApi = "certificates.k8s.io";
    public const string CoordinationApi = "coordination.k8s.io";
    public const string DiscoveryApi = "discovery.k8s.io";
    public const string EventsApi = "events.k8s.io";
    public const string ExtensionsApi = "extensions";
    public const string NetworkingApi = "networking.k8s.io";
    public const string NodesApi = "node.k8s.io";
    public const string PolicyApi = "policy";
    public const string RbacApi = "rbac.authorization.k8s.io";
    public const string ResourceApi = "resource.k8s.io";
    public const string StorageApi = "storage.k8s.io";

    public const string Read = "get list watch";
    public const string Write = "create delete deletecollection patch update";
    public const string ReadWrite = "create delete deletecollection get list patch update watch";

    /// <summary>Some verbs on some resources of one group.</summary>
    public static PolicyRule On(string verbs, string group, string resources, string? names = null) => On(verbs, [group], resources, names);

    /// <summary>Some verbs on some resources of several groups.</summary>
    public static PolicyRule On(string verbs, string[] groups, string resources, string? names = null) => new()
    {
        ApiGroups = [.. groups.Order(StringComparer.Ordinal)],
        Resources = Words(resources),
        ResourceNames = names is null ? null : Words(names),
        Verbs = Words(verbs),
    };

    /// <summary>Some verbs on paths outside of resources.</summary>
    public static PolicyRule Paths(string verbs, string paths) => new() { NonResourceURLs = Words(paths), Verbs = Words(verbs) };

    /// <summary>Writing events, which nearly every component does.</summary>
    public static PolicyRule WriteEvents() => On("create patch update", [CoreApi, EventsApi], "events");

    private static string[] Words(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(words, StringComparer.Ordinal);
        return words;
    }
}
