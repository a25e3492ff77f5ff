using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SelfSubjectAccessReviewSpec</c> of authorization.k8s.io/v1, found at <c>SelfSubjectAccessReview.spec</c>.</summary>
public sealed record SelfSubjectAccessReviewSpec
{
    [ProtoField(2)]
    public NonResourceAttributes? NonResourceAttributes { get; init; }

    [ProtoField(1)]
    public ResourceAttributes? ResourceAttributes { get; init; }
}
