using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>ResourceRule</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.status.resourceRules</c>.</summary>
public sealed record ResourceRule
{
    [ProtoField(2)]
    public IReadOnlyList<string>? ApiGroups { get; init; }

    [ProtoField(4)]
    public IReadOnlyList<string>? ResourceNames { get; init; }

    [ProtoField(3)]
    public IReadOnlyList<string>? Resources { get; init; }

    [Required, ProtoField(1)]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];
}
