using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Asks whether a user may do something.</summary>
[Kind("authorization.k8s.io", "v1", "subjectaccessreviews", Namespaced = false, Verbs = ["create"])]
[Description("Asks whether a user may do something.")]
public sealed record SubjectAccessReview : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authorization.k8s.io/v1"; } = "authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "SubjectAccessReview"; } = "SubjectAccessReview";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public SubjectAccessReviewSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public SubjectAccessReviewStatus Status { get; init => field = value ?? new(); } = new();
}
