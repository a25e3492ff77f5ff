namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>SubjectAccessReviewSpec</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec</c>, <c>LocalSubjectAccessReview.spec</c>.</summary>
public sealed record SubjectAccessReviewSpec
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Extra { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public NonResourceAttributes? NonResourceAttributes { get; init; }

    public ResourceAttributes? ResourceAttributes { get; init; }

    public string? Uid { get; init; }

    public string? User { get; init; }
}
