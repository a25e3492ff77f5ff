using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>Subject</c> of rbac.authorization.k8s.io/v1, found at <c>RoleBinding.subjects</c>, <c>ClusterRoleBinding.subjects</c>.</summary>
[MapAtomic]
[Description("Who a role is granted to.")]
public sealed record Subject
{
    [Description("The API group of the kind; filled in where it is missing.")]
    public string? ApiGroup { get; init; }

    [Required]
    [Description("User, Group or ServiceAccount.")]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    [Description("The name.")]
    public string Name { get; init => field = value ?? ""; } = "";

    [Description("The namespace of a ServiceAccount.")]
    public string? Namespace { get; init; }
}
