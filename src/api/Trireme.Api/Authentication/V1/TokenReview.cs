using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Asks whether a token is valid and whose it is.</summary>
[Kind("authentication.k8s.io", "v1", "tokenreviews", Namespaced = false, Verbs = ["create"])]
[Description("Asks whether a token is valid and whose it is.")]
public sealed record TokenReview : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authentication.k8s.io/v1"; } = "authentication.k8s.io/v1";

    public string Kind { get; init => field = value ?? "TokenReview"; } = "TokenReview";

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required]
    public TokenReviewSpec Spec { get; init => field = value ?? new(); } = new();

    public TokenReviewStatus Status { get; init => field = value ?? new(); } = new();
}
