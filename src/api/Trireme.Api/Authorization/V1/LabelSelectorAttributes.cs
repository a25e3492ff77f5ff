using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>LabelSelectorAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.resourceAttributes.labelSelector</c>.</summary>
public sealed record LabelSelectorAttributes
{
    [ProtoField(1, Plain = true)]
    public string? RawSelector { get; init; }

    [ProtoField(2)]
    public IReadOnlyList<LabelSelectorRequirement>? Requirements { get; init; }
}
