using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectAccessReviewStatus</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.status</c>, <c>SelfSubjectAccessReview.status</c>, <c>LocalSubjectAccessReview.status</c>.</summary>
public sealed record SubjectAccessReviewStatus
{
    [Required, ProtoField(1)]
    public bool Allowed { get; init; }

    [ProtoField(4, Plain = true)]
    public bool? Denied { get; init; }

    [ProtoField(3, Plain = true)]
    public string? EvaluationError { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Reason { get; init; }
}
