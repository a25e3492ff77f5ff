using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Asks whether the caller may do something.</summary>
[Kind("authorization.k8s.io", "v1", "selfsubjectaccessreviews", Namespaced = false, Verbs = ["create"])]
[Description("Asks whether the caller may do something.")]
public sealed record SelfSubjectAccessReview : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authorization.k8s.io/v1"; } = "authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "SelfSubjectAccessReview"; } = "SelfSubjectAccessReview";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public SelfSubjectAccessReviewSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public SubjectAccessReviewStatus Status { get; init => field = value ?? new(); } = new();
}
