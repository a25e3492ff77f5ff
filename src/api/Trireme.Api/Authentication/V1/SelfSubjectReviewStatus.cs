using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>SelfSubjectReviewStatus</c> of authentication.k8s.io/v1, found at <c>SelfSubjectReview.status</c>.</summary>
public sealed record SelfSubjectReviewStatus
{
    [ProtoField(1)]
    public UserInfo? UserInfo { get; init; }
}
