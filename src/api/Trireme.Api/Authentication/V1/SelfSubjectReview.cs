using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authentication.V1;

/// <summary>Asks who the caller is.</summary>
[Kind("authentication.k8s.io", "v1", "selfsubjectreviews", Namespaced = false, Verbs = ["create"])]
[Description("Asks who the caller is.")]
public sealed record SelfSubjectReview : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authentication.k8s.io/v1"; } = "authentication.k8s.io/v1";

    public string Kind { get; init => field = value ?? "SelfSubjectReview"; } = "SelfSubjectReview";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public SelfSubjectReviewStatus Status { get; init => field = value ?? new(); } = new();
}
