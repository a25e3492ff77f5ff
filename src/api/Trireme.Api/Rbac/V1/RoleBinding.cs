using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Grants a role to users, groups or service accounts inside one namespace.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "rolebindings", Namespaced = true)]
[Description("Grants a role to users, groups or service accounts inside one namespace.")]
public sealed record RoleBinding : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "rbac.authorization.k8s.io/v1"; } = "rbac.authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "RoleBinding"; } = "RoleBinding";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, Immutable, ProtoField(3)]
    public RoleRef RoleRef { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<Subject>? Subjects { get; init; }
}
