using Trireme.Api.Core.V1;

namespace Trireme.Node.Runtime;

/// <summary>All that a runtime needs to make the sandbox of a Pod.</summary>
public sealed record SandboxSpec
{
    /// <summary>Namespace of the Pod.</summary>
    public required string PodNamespace { get; init; }

    /// <summary>Name of the Pod.</summary>
    public required string PodName { get; init; }

    /// <summary>UID of the Pod.</summary>
    public required string PodUid { get; init; }

    /// <summary>How many sandboxes the Pod had before this one.</summary>
    public int Attempt { get; init; }

    /// <summary>The host name inside the Pod.</summary>
    public required string Hostname { get; init; }

    /// <summary>The folder for the log files of the Pod's containers.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Name servers, search list and options of the Pod's resolv.conf.</summary>
    public required DnsConfiguration Dns { get; init; }

    /// <summary>Ports of the node that lead into the Pod; empty on the node's network.</summary>
    public IReadOnlyList<PortMapping> PortMappings { get; init; } = [];

    /// <summary>Whether the Pod shares the node's network.</summary>
    public bool HostNetwork { get; init; }

    /// <summary>Whether the Pod shares the node's process ids.</summary>
    public bool HostPid { get; init; }

    /// <summary>Whether the Pod shares the node's IPC.</summary>
    public bool HostIpc { get; init; }

    /// <summary>Whether the Pod's containers share their process ids.</summary>
    public bool ShareProcessNamespace { get; init; }

    /// <summary>Whether any container of the Pod is privileged; runtimes refuse such a container in a sandbox that was not made for it.</summary>
    public bool Privileged { get; init; }

    /// <summary>The security context of the Pod.</summary>
    public PodSecurityContext? SecurityContext { get; init; }

    /// <summary>The cgroup under which the Pod's cgroup is made; null for the runtime's own default.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Labels that the sandbox carries.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Annotations that the sandbox carries.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();
}
