using Trireme.Api.Schema;

namespace Trireme.Api.Meta.V1;

/// <summary>Type <c>FieldSelectorRequirement</c> of meta/v1, found at <c>SubjectAccessReview.spec.resourceAttributes.fieldSelector.requirements</c>.</summary>
public sealed record FieldSelectorRequirement
{
    [Required, ProtoField(1)]
    public string Key { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(2)]
    public string Operator { get; init => field = value ?? ""; } = "";

    [ProtoField(3)]
    public IReadOnlyList<string>? Values { get; init; }
}
