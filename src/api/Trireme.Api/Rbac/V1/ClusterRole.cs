using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Rbac.V1;

/// <summary>A set of permissions for the cluster, or to be granted in any namespace.</summary>
[Kind("rbac.authorization.k8s.io", "v1", "clusterroles", Namespaced = false)]
[Description("A set of permissions for the cluster, or to be granted in any namespace.")]
public sealed record ClusterRole : IKubernetesObject
{
    [ProtoField(3)]
    public AggregationRule? AggregationRule { get; init; }

    public string ApiVersion { get; init => field = value ?? "rbac.authorization.k8s.io/v1"; } = "rbac.authorization.k8s.io/v1";

    public string Kind { get; init => field = value ?? "ClusterRole"; } = "ClusterRole";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ListAtomic, ProtoField(2)]
    public IReadOnlyList<PolicyRule>? Rules { get; init; }
}
