using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectRulesReviewStatus</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.status</c>.</summary>
public sealed record SubjectRulesReviewStatus
{
    [ProtoField(4, Plain = true)]
    public string? EvaluationError { get; init; }

    [Required, ProtoField(3)]
    public bool Incomplete { get; init; }

    [Required, ProtoField(2)]
    public IReadOnlyList<NonResourceRule> NonResourceRules { get; init => field = value ?? []; } = [];

    [Required, ProtoField(1)]
    public IReadOnlyList<ResourceRule> ResourceRules { get; init => field = value ?? []; } = [];
}
