using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>Type <c>AggregationRule</c> of rbac.authorization.k8s.io/v1, found at <c>ClusterRole.aggregationRule</c>.</summary>
public sealed record AggregationRule
{
    [ListAtomic, ProtoField(1)]
    public IReadOnlyList<LabelSelector>? ClusterRoleSelectors { get; init; }
}
