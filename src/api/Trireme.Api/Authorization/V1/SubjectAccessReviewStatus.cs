using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectAccessReviewStatus</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.status</c>, <c>SelfSubjectAccessReview.status</c>, <c>LocalSubjectAccessReview.status</c>.</summary>
public sealed record SubjectAccessReviewStatus
{
    [Required]
    public bool Allowed { get; init; }

    public bool? Denied { get; init; }

    public string? EvaluationError { get; init; }

    public string? Reason { get; init; }
}
