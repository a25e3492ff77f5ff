using Trireme.Api.Schema;

namespace Trireme.Api.Authorization.V1;

/// <summary>Type <c>NonResourceRule</c> of authorization.k8s.io/v1, found at <c>SelfSubjectRulesReview.status.nonResourceRules</c>.</summary>
public sealed record NonResourceRule
{
    [ProtoField(2)]
    public IReadOnlyList<string>? NonResourceURLs { get; init; }

    [Required, ProtoField(1)]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];
}
