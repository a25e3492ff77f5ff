using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>RoleRef</c> of rbac.authorization.k8s.io/v1, found at <c>RoleBinding.roleRef</c>, <c>ClusterRoleBinding.roleRef</c>.</summary>
[MapAtomic]
[Description("The role that is granted.")]
public sealed record RoleRef
{
    [Description("The API group of the role; filled in where it is missing."), ProtoField(1, Plain = true)]
    public string? ApiGroup { get; init; }

    [Required]
    [Description("Role or ClusterRole."), ProtoField(2)]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    [Description("The name of the role."), ProtoField(3)]
    public string Name { get; init => field = value ?? ""; } = "";
}
