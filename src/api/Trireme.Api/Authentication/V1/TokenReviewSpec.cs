using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Type <c>TokenReviewSpec</c> of authentication.k8s.io/v1, found at <c>TokenReview.spec</c>.</summary>
public sealed record TokenReviewSpec
{
    [ProtoField(2)]
    public IReadOnlyList<string>? Audiences { get; init; }

    [Required, ProtoField(1)]
    public string Token { get; init => field = value ?? ""; } = "";
}
