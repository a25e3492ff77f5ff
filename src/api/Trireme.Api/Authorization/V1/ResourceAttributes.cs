using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>ResourceAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.resourceAttributes</c>, <c>SelfSubjectAccessReview.spec.resourceAttributes</c>.</summary>
public sealed record ResourceAttributes
{
    [ProtoField(8)]
    public FieldSelectorAttributes? FieldSelector { get; init; }

    [ProtoField(3, Plain = true)]
    public string? Group { get; init; }

    [ProtoField(9)]
    public LabelSelectorAttributes? LabelSelector { get; init; }

    [ProtoField(7, Plain = true)]
    public string? Name { get; init; }

    [ProtoField(1, Plain = true)]
    public string? Namespace { get; init; }

    [ProtoField(5, Plain = true)]
    public string? Resource { get; init; }

    [ProtoField(6, Plain = true)]
    public string? Subresource { get; init; }

    [ProtoField(2, Plain = true)]
    public string? Verb { get; init; }

    [ProtoField(4, Plain = true)]
    public string? Version { get; init; }
}
