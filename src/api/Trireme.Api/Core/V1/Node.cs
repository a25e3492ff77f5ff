using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>A machine that runs Pods.</summary>
[Kind("", "v1", "nodes", Namespaced = false, ShortNames = ["no"], Subresources = ["status", "proxy"])]
[Description("A machine that runs Pods.")]
public sealed record Node : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Node"; } = "Node";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [ProtoField(2)]
    public NodeSpec Spec { get; init => field = value ?? new(); } = new();

    [ProtoField(3)]
    public NodeStatus Status { get; init => field = value ?? new(); } = new();
}
