using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>Subject</c> of rbac.authorization.k8s.io/v1, found at <c>RoleBinding.subjects</c>, <c>ClusterRoleBinding.subjects</c>.</summary>
[MapAtomic]
[Description("Who a role is granted to.")]
public sealed record Subject
{
    [Description("The API group of the kind; filled in where it is missing."), ProtoField(2, Plain = true)]
    public string? ApiGroup { get; init; }

    [Required]
    [Description("User, Group or ServiceAccount."), ProtoField(1)]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    [Description("The name."), ProtoField(3)]
    public string Name { get; init => field = value ?? ""; } = "";

    [Description("The namespace of a ServiceAccount."), ProtoField(4, Plain = true)]
    public string? Namespace { get; init; }
}
