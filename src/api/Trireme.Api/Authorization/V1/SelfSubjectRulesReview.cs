using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Asks what the caller may do inside a namespace.</summary>
[Kind("authorization.k8s.io", "v1", "selfsubjectrulesreviews", Namespaced = false, Verbs = ["create"])]
[Description("Asks what the caller may do inside a namespace.")]
public sealed record SelfSubjectRulesReview : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "authorization.k8s.io/v1"; } = "authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "SelfSubjectRulesReview"; } = "SelfSubjectRulesReview";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Required, ProtoField(2)]
    public SelfSubjectRulesReviewSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public SubjectRulesReviewStatus Status { get; init => field = value ?? new(); } = new();
}
