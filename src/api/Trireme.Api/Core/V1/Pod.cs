using Trireme.Api.Meta.V1;
using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>The smallest thing that runs: containers that share an address, volumes and a fate.</summary>
[Kind("", "v1", "pods", Namespaced = true, ShortNames = ["po"], Categories = ["all"], Subresources = ["status", "log", "exec", "attach", "portforward", "binding", "eviction", "ephemeralcontainers", "proxy"])]
[Description("The smallest thing that runs: containers that share an address, volumes and a fate.")]
public sealed record Pod : IKubernetesObject
{
    public string ApiVersion { get; init => field = value ?? "v1"; } = "v1";

    public string Kind { get; init => field = value ?? "Pod"; } = "Pod";

    [ProtoField(1)]
    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    [Description("What the Pod is to be. Little of it can change once it exists."), ProtoField(2)]
    public PodSpec Spec { get; init => field = value ?? new(); } = new();

    [Description("What the node agent last saw of it."), ProtoField(3)]
    public PodStatus Status { get; init => field = value ?? new(); } = new();
}
