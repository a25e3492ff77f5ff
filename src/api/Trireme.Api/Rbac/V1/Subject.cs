using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>Subject</c> of rbac.authorization.k8s.io/v1, found at <c>RoleBinding.subjects</c>, <c>ClusterRoleBinding.subjects</c>.</summary>
[MapAtomic]
public sealed record Subject
{
    public string? ApiGroup { get; init; }

    [Required]
    public string Kind { get; init => field = value ?? ""; } = "";

    [Required]
    public string Name { get; init => field = value ?? ""; } = "";

    public string? Namespace { get; init; }
}
