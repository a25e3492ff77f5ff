using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>PolicyRule</c> of rbac.authorization.k8s.io/v1, found at <c>Role.rules</c>, <c>ClusterRole.rules</c>.</summary>
public sealed record PolicyRule
{
    [ListAtomic]
    public IReadOnlyList<string>? ApiGroups { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? NonResourceURLs { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? ResourceNames { get; init; }

    [ListAtomic]
    public IReadOnlyList<string>? Resources { get; init; }

    [Required, ListAtomic]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];
}
