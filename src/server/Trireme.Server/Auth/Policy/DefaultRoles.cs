using Trireme.Api;
using Trireme.Api.Meta.V1;
using Trireme.Api.Rbac.V1;

namespace Trireme.Server.Auth.Policy;

/// <summary>
/// The roles and bindings that every cluster has, as Kubernetes 1.36 has them, and the few by which nodes join. Immutable.
/// </summary>
internal static partial class DefaultRoles
{
    /// <summary>The label of all of them.</summary>
    public const string BootstrappingLabel = "kubernetes.io/bootstrapping";

    /// <summary>The annotation that asks for repair at each start; an administrator sets it to <c>false</c> to keep changes.</summary>
    public const string AutoUpdateAnnotation = "rbac.authorization.kubernetes.io/autoupdate";

    private const string BootstrappingValue = "rbac-defaults";
    private const string RoleGroup = "rbac.authorization.k8s.io";
    private const string SystemNamespace = "kube-system";
    private const string PublicNamespace = "kube-public";

    /// <summary>All of them: cluster roles, roles, and their bindings.</summary>
    public static IReadOnlyList<IKubernetesObject> All { get; } =
    [
        .. UserRoles(), .. SystemRoles(), .. NodeRoles(), .. ControllerRoles(), .. ClusterBindings(), .. ControllerBindings(), .. NamespacedObjects(),
    ];

    private static ClusterRole ClusterRole(string name, params PolicyRule[] rules) => new() { Metadata = Meta(name), Rules = rules };

    private static Role Role(string ns, string name, params PolicyRule[] rules) => new() { Metadata = Meta(name, ns), Rules = rules };

    private static ClusterRoleBinding ClusterBinding(string name, string role, params Subject[] subjects) => new()
    {
        Metadata = Meta(name),
        RoleRef = new RoleRef { ApiGroup = RoleGroup, Kind = "ClusterRole", Name = role },
        Subjects = subjects.Length == 0 ? null : subjects,
    };

    private static RoleBinding Binding(string ns, string name, string role, params Subject[] subjects) => new()
    {
        Metadata = Meta(name, ns),
        RoleRef = new RoleRef { ApiGroup = RoleGroup, Kind = "Role", Name = role },
        Subjects = subjects,
    };

    private static Subject User(string name) => new() { ApiGroup = RoleGroup, Kind = "User", Name = name };

    private static Subject Group(string name) => new() { ApiGroup = RoleGroup, Kind = "Group", Name = name };

    private static Subject ServiceAccount(string name) => new() { Kind = "ServiceAccount", Namespace = SystemNamespace, Name = name };

    private static ObjectMeta Meta(string name, string? ns = null, params string[] aggregateTo)
    {
        var labels = new Dictionary<string, string> { [BootstrappingLabel] = BootstrappingValue };
        foreach (var target in aggregateTo)
            labels[$"rbac.authorization.k8s.io/aggregate-to-{target}"] = "true";
        return new ObjectMeta
        {
            Name = name,
            Namespace = ns,
            Labels = labels,
            Annotations = new Dictionary<string, string> { [AutoUpdateAnnotation] = "true" },
        };
    }
}
