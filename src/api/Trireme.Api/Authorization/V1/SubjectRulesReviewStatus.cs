using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectRulesReviewStatus</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.status</c>.</summary>
public sealed record SubjectRulesReviewStatus
{
    public string? EvaluationError { get; init; }

    [Required]
    public bool Incomplete { get; init; }

    [Required]
    public IReadOnlyList<NonResourceRule> NonResourceRules { get; init => field = value ?? []; } = [];

    [Required]
    public IReadOnlyList<ResourceRule> ResourceRules { get; init => field = value ?? []; } = [];
}
