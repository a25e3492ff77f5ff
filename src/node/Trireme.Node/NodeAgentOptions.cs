using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Pressure;
using Trireme.Node.Runtime;

namespace Trireme.Node;

/// <summary>How a node agent is set up. Immutable.</summary>
public sealed record NodeAgentOptions
{
    /// <summary>The name of the Node object.</summary>
    public required string NodeName { get; init; }

    /// <summary>The host name that the Node shows, and Pods on its network; the node's name by default.</summary>
    public string Hostname { get => field ?? NodeName; init; }

    /// <summary>The node's addresses, the main one first, at most one of each family.</summary>
    public required IReadOnlyList<IPAddress> NodeAddresses { get; init; }

    /// <summary>The agent's folder, such as <c>DATA/node</c>. Absolute.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where volumes and other files of Pods are; <c>pods</c> in the agent's folder by default.</summary>
    public string PodsDirectory { get => field ?? Path.Combine(DataDirectory, "pods"); init; }

    /// <summary>Where log files of containers are; <c>logs</c> in the agent's folder by default.</summary>
    public string LogDirectory { get => field ?? Path.Combine(DataDirectory, "logs"); init; }

    /// <summary>Where the runtime keeps its images, for measuring the disk; the agent's folder by default.</summary>
    public string ImageDirectory { get => field ?? DataDirectory; init; }

    /// <summary>The address at which the agent's HTTPS endpoint listens.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Any;

    /// <summary>The port of the agent's HTTPS endpoint; 0 for any free one.</summary>
    public int Port { get; init; } = 10250;

    /// <summary>The certificate with key of the HTTPS endpoint; null for no endpoint at all.</summary>
    public X509Certificate2? ServingCertificate { get; init; }

    /// <summary>The authorities whose client certificates are let in. Without any, only <c>/healthz</c> answers.</summary>
    public X509Certificate2Collection ClientAuthorities { get; init; } = [];

    /// <summary>The addresses of the cluster's DNS, for Pods.</summary>
    public IReadOnlyList<string> ClusterDns { get; init; } = [];

    /// <summary>The DNS domain of the cluster.</summary>
    public string ClusterDomain { get; init; } = "cluster.local";

    /// <summary>The node's resolv.conf, for Pods with DNS policy Default; empty for none.</summary>
    public string ResolverConfiguration { get; init; } = "/etc/resolv.conf";

    /// <summary>The most Pods at one time.</summary>
    public int MaxPods { get; init; } = 110;

    /// <summary>What of cpu, memory and ephemeral-storage is kept back from Pods.</summary>
    public IReadOnlyDictionary<string, Quantity> SystemReserved { get; init; } = new Dictionary<string, Quantity>();

    /// <summary>From where on the node is short of memory, disk or process ids.</summary>
    public EvictionThresholds Eviction { get; init; } = new();

    /// <summary>Labels that the Node gets when it registers.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Taints that the Node gets when it is created.</summary>
    public IReadOnlyList<Taint> Taints { get; init; } = [];

    /// <summary>The runtimes by handler name, as RuntimeClasses name them. The agent does not dispose them.</summary>
    public required IReadOnlyDictionary<string, IPodRuntime> Runtimes { get; init; }

    /// <summary>The handler of Pods that name no RuntimeClass.</summary>
    public required string DefaultRuntime { get; init; }

    /// <summary>Told the node's Pod ranges when they are assigned and when they change, so that the network can be set up. Called on a pool thread, one call at a time.</summary>
    public Func<IReadOnlyList<string>, CancellationToken, Task>? PodCidrsAssigned { get; init; }

    /// <summary>The cgroup below which those of Pods are made, such as <c>/trireme</c>; null to leave it to the runtime.</summary>
    public string? CgroupRoot { get; init; }

    /// <summary>The most image pulls at one time.</summary>
    public int MaxParallelImagePulls { get; init; } = 3;

    /// <summary>The size in bytes from which a container's log is rotated.</summary>
    public long LogMaxBytes { get; init; } = 10 << 20;

    /// <summary>How many log files of a container are kept, the current one included.</summary>
    public int LogMaxFiles { get; init; } = 5;

    /// <summary>The percentage of disk use from which unused images are removed.</summary>
    public int ImageGcHighPercent { get; init; } = 85;

    /// <summary>The percentage of disk use at which the removal of images ends.</summary>
    public int ImageGcLowPercent { get; init; } = 80;

    /// <summary>The version shown as the kubelet's.</summary>
    public string KubeletVersion { get; init; } = "v1.36.0-trireme";

    /// <summary>Where the agent tells what it does; null for nowhere.</summary>
    public ILogger? Logger { get; init; }
}
