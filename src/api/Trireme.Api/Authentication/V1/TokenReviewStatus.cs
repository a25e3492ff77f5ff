using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenReviewStatus</c> of authentication.k8s.io/v1, found at <c>TokenReview.status</c>.</summary>
public sealed record TokenReviewStatus
{
    [ProtoField(4)]
    public IReadOnlyList<string>? Audiences { get; init; }

    [ProtoField(1, Plain = true)]
    public bool? Authenticated { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Error { get; init; }

    [ProtoField(2)]
    public UserInfo? User { get; init; }
}
