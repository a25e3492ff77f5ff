namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>ResourceAttributes</c> of authorization.k8s.io/v1, found at <c>SubjectAccessReview.spec.resourceAttributes</c>, <c>SelfSubjectAccessReview.spec.resourceAttributes</c>.</summary>
public sealed record ResourceAttributes
{
    public FieldSelectorAttributes? FieldSelector { get; init; }

    public string? Group { get; init; }

    public LabelSelectorAttributes? LabelSelector { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public string? Resource { get; init; }

    public string? Subresource { get; init; }

    public string? Verb { get; init; }

    public string? Version { get; init; }
}
