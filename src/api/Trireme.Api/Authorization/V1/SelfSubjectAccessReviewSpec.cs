namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SelfSubjectAccessReviewSpec</c> of authorization.k8s.io/v1, found at <c>SelfSubjectAccessReview.spec</c>.</summary>
public sealed record SelfSubjectAccessReviewSpec
{
    public NonResourceAttributes? NonResourceAttributes { get; init; }

    public ResourceAttributes? ResourceAttributes { get; init; }
}
