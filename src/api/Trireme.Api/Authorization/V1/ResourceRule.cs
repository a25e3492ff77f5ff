using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>ResourceRule</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.status.resourceRules</c>.</summary>
public sealed record ResourceRule
{
    public IReadOnlyList<string>? ApiGroups { get; init; }

    public IReadOnlyList<string>? ResourceNames { get; init; }

    public IReadOnlyList<string>? Resources { get; init; }

    [Required]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];
}
