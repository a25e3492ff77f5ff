using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Grants a cluster role to users, groups or service accounts everywhere.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "clusterrolebindings", Namespaced = false)]
[Description("Grants a cluster role to users, groups or service accounts everywhere.")]
public sealed record ClusterRoleBinding : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "rbac.authorization.k8s.io/v1"; } = "rbac.authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "ClusterRoleBinding"; } = "ClusterRoleBinding";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, Immutable, ProtoField(3)]
    public RoleRef RoleRef { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<Subject>? Subjects { get; init; }
}
