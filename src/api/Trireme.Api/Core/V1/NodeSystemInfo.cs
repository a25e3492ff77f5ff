using Trireme.Api.Schema;

namespace Trireme.Api.Core.V1;

/// <summary>Type <c>NodeSystemInfo</c> of core/v1, found at <c>Node.status.nodeInfo</c>.</summary>
public sealed record NodeSystemInfo
{
    [Required]
    public string Architecture { get; init => field = value ?? ""; } = "";

    [Required]
    public string BootID { get; init => field = value ?? ""; } = "";

    [Required]
    public string ContainerRuntimeVersion { get; init => field = value ?? ""; } = "";

    [Required]
    public string KernelVersion { get; init => field = value ?? ""; } = "";

    [Required]
    public string KubeProxyVersion { get; init => field = value ?? ""; } = "";

    [Required]
    public string KubeletVersion { get; init => field = value ?? ""; } = "";

    [Required]
    public string MachineID { get; init => field = value ?? ""; } = "";

    [Required]
    public string OperatingSystem { get; init => field = value ?? ""; } = "";

    [Required]
    public string OsImage { get; init => field = value ?? ""; } = "";

    public NodeSwapStatus? Swap { get; init; }

    [Required]
    public string SystemUUID { get; init => field = value ?? ""; } = "";
}
