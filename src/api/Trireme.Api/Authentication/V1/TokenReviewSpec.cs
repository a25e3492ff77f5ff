using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenReviewSpec</c> of authentication.k8s.io/v1, found at <c>TokenReview.spec</c>.</summary>
public sealed record TokenReviewSpec
{
    public IReadOnlyList<string>? Audiences { get; init; }

    [Required]
    public string Token { get; init => field = value ?? ""; } = "";
}
