using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SelfSubjectRulesReviewSpec</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.spec</c>.</summary>
public sealed record SelfSubjectRulesReviewSpec
{
    [ProtoField(1, Plain = true)]
    public string? Namespace { get; init; }
}
