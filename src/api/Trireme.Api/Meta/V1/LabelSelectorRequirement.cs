using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>LabelSelectorRequirement</c> of meta/v1, found at <c>SubjectAccessReview.spec.resourceAttributes.labelSelector.requirements</c>.</summary>
public sealed record LabelSelectorRequirement
{
    [Required, ProtoField(1)]
    public string Key { get; init => field = value ?? ""; } = "";

    [Required, OneOf("DoesNotExist", "Exists", "In", "NotIn"), ProtoField(2)]
    public string Operator { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public IReadOnlyList<string>? Values { get; init; }
}
