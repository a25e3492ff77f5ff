using Trireme.Api.Meta.V1;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>FieldSelectorAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.resourceAttributes.fieldSelector</c>.</summary>
public sealed record FieldSelectorAttributes
{
    public string? RawSelector { get; init; }

    public IReadOnlyList<FieldSelectorRequirement>? Requirements { get; init; }
}
