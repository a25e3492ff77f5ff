using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>RoleRef</c> of rbac.authorization.k8s.io/v1, found at <c>RoleBinding.roleRef</c>, <c>ClusterRoleBinding.roleRef</c>.</summary>
[MapAtomic]
public sealed record RoleRef
{
    public string? ApiGroup { get; init; }

    [Required]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";
}
