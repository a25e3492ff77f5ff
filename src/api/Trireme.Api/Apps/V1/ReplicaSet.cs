using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Apps.V1;

/// <summary>Keeps a number of copies of one Pod template running.</summary>
[Kind("apps", "v1", "replicasets", Namespaced = true, ShortNames = ["rs"], Categories = ["all"], Subresources = ["status", "scale"])]
[Description("Keeps a number of copies of one Pod template running.")]
public sealed record ReplicaSet : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "apps/v1"; } = "apps/v1";

    public string Kind { get; init => field = value ?? "ReplicaSet"; } = "ReplicaSet";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public ReplicaSetSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public ReplicaSetStatus Status { get; init => field = value ?? new(); } = new();
}
