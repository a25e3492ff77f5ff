namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenReviewStatus</c> of authentication.k8s.io/v1, found at <c>TokenReview.status</c>.</summary>
public sealed record TokenReviewStatus
{
    public IReadOnlyList<string>? Audiences { get; init; }

    public bool? Authenticated { get; init; }

    public string? Error { get; init; }

    public UserInfo? User { get; init; }
}
