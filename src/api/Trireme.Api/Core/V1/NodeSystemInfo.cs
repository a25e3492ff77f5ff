using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSystemInfo</c> of core/v1, found at <c>Node.status.nodeInfo</c>.</summary>
public sealed record NodeSystemInfo
{
    [Required, ProtoField(10)]
    public string Architecture { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(3)]
    public string BootID { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(6)]
    public string ContainerRuntimeVersion { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(4)]
    public string KernelVersion { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(8)]
    public string KubeProxyVersion { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(7)]
    public string KubeletVersion { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(1)]
    public string MachineID { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(9)]
    public string OperatingSystem { get; init => field = value ?? ""; } = "";

    [Required, ProtoField(5)]
    public string OsImage { get; init => field = value ?? ""; } = "";

    [ProtoField(11)]
    public NodeSwapStatus? Swap { get; init; }

    [Required, ProtoField(2)]
    public string SystemUUID { get; init => field = value ?? ""; } = "";
}
