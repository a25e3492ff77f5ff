using Trireme.Api.Meta.V1;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>LabelSelectorAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.resourceAttributes.labelSelector</c>.</summary>
public sealed record LabelSelectorAttributes
{
    public string? RawSelector { get; init; }

    public IReadOnlyList<LabelSelectorRequirement>? Requirements { get; init; }
}
