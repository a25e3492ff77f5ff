using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>NonResourceAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.nonResourceAttributes</c>, <c>SelfSubjectAccessReview.spec.nonResourceAttributes</c>.</summary>
public sealed record NonResourceAttributes
{
    [ProtoField(1, Plain = true)]
    public string? Path { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Verb { get; init; }
}
