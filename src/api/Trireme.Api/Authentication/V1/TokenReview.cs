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

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public TokenReviewSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public TokenReviewStatus Status { get; init => field = value ?? new(); } = new();
}
