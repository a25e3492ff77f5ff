namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>NonResourceAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.nonResourceAttributes</c>, <c>SelfSubjectAccessReview.spec.nonResourceAttributes</c>.</summary>
public sealed record NonResourceAttributes
{
    public string? Path { get; init; }

    public string? Verb { get; init; }
}
