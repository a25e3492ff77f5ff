using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>PolicyRule</c> of rbac.authorization.k8s.io/v1, found at <c>Role.rules</c>, <c>ClusterRole.rules</c>.</summary>
[Description("A permission.")]
public sealed record PolicyRule
{
    [ListAtomic]
    [Description("The API groups of the resources; \"\" is the core group, \"*\" all."), ProtoField(2)]
    public IReadOnlyList<string>? ApiGroups { get; init; }

    [ListAtomic]
    [Description("URLs that are no resources, such as /healthz; only in ClusterRoles."), ProtoField(5)]
    public IReadOnlyList<string>? NonResourceURLs { get; init; }

    [ListAtomic]
    [Description("The names of the objects; empty for all."), ProtoField(4)]
    public IReadOnlyList<string>? ResourceNames { get; init; }

    [ListAtomic]
    [Description("The resources, such as pods or deployments/scale; \"*\" is all."), ProtoField(3)]
    public IReadOnlyList<string>? Resources { get; init; }

    [Required, ListAtomic]
    [Description("What may be done: get, list, watch, create, update, patch, delete and so on; \"*\" is all.")]
    [ProtoField(1)]
    public IReadOnlyList<string> Verbs { get; init => field = value ?? []; } = [];
}
