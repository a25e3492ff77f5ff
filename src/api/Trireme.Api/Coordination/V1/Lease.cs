using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Coordination.V1;

/// <summary>A claim that its holder renews: heartbeats and leader election.</summary>
[Kind("coordination.k8s.io", "v1", "leases", Namespaced = true)]
[Description("A claim that its holder renews: heartbeats and leader election.")]
public sealed record Lease : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "coordination.k8s.io/v1"; } = "coordination.k8s.io/v1";

    public string Kind { get; init => field = value ?? "Lease"; } = "Lease";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public LeaseSpec Spec { get; init => field = value ?? new(); } = new();
}
