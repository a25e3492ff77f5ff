using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectAccessReviewSpec</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec</c>, <c>LocalSubjectAccessReview.spec</c>.</summary>
public sealed record SubjectAccessReviewSpec
{
    [ProtoField(5)]
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    [ProtoField(4)]
    public IReadOnlyList<string>? Groups { get; init; }

    [ProtoField(2)]
    public NonResourceAttributes? NonResourceAttributes { get; init; }

    [ProtoField(1)]
    public ResourceAttributes? ResourceAttributes { get; init; }

    [ProtoField(6, Plain = true)]
    public string? Uid { get; init; }

    [ProtoField(3, Plain = true)]
    public string? User { get; init; }
}
