using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Host;
using Trireme.Node.Pressure;
using Trireme.Node.Runtime;

namespace Trireme.Node.Registration;

/// <summary>Builds the Node object: what is fixed once, what changes each time. Thread-safe.</summary>
internal sealed class NodeStatusBuilder(NodeAgentOptions options, MachineFacts machine)
{
    private const int MaximumImages = 50;
    private const int MaximumNamesOfAnImage = 5;
    private readonly IReadOnlyDictionary<string, Quantity> _capacity = NodeResources.Capacity(machine, FileSystemUsage.Of(options.DataDirectory), options.MaxPods);

    /// <summary>What Pods may use.</summary>
    public IReadOnlyDictionary<string, Quantity> Allocatable => field ??= NodeResources.Allocatable(_capacity, options);

    /// <summary>The labels that every node carries, and those of the options.</summary>
    public IReadOnlyDictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(options.Labels, StringComparer.Ordinal)
        {
            ["beta.kubernetes.io/arch"] = machine.Architecture,
            ["beta.kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = machine.Architecture,
            ["kubernetes.io/hostname"] = options.Hostname,
            ["kubernetes.io/os"] = "linux",
        };
        return labels;
    }

    /// <summary>The status now.</summary>
    public NodeStatus Build(NodeStatus? before, RuntimeReadiness runtime, NodePressure pressure, IReadOnlyList<ImageState> images, int port, DateTimeOffset now) => new()
    {
        Addresses = Addresses(),
        Allocatable = Allocatable,
        Capacity = _capacity,
        Conditions = NodeConditions.Build(before?.Conditions, pressure, runtime.Ready, runtime.Message, now),
        DaemonEndpoints = new NodeDaemonEndpoints { KubeletEndpoint = new DaemonEndpoint { Port = port } },
        Images = Images(images),
        NodeInfo = new NodeSystemInfo
        {
            Architecture = machine.Architecture,
            BootID = machine.BootId,
            ContainerRuntimeVersion = runtime.Runtime,
            KernelVersion = machine.KernelVersion,
            KubeProxyVersion = "",
            KubeletVersion = options.KubeletVersion,
            MachineID = machine.MachineId,
            OperatingSystem = "linux",
            OsImage = machine.OsImage,
            SystemUUID = machine.SystemUuid,
        },
        RuntimeHandlers = [.. options.Runtimes.Keys.Order(StringComparer.Ordinal).Select(name => new NodeRuntimeHandler
        {
            Name = name == options.DefaultRuntime ? "" : name,
            Features = new NodeRuntimeHandlerFeatures { RecursiveReadOnlyMounts = false, UserNamespaces = false },
        })],
    };

    private List<NodeAddress> Addresses()
    {
        var addresses = new List<NodeAddress>();
        foreach (var address in options.NodeAddresses)
        {
            if (address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
                addresses.Add(new NodeAddress { Type = "InternalIP", Address = address.ToString() });
        }
        addresses.Add(new NodeAddress { Type = "Hostname", Address = options.Hostname });
        return addresses;
    }

    private static List<ContainerImage> Images(IReadOnlyList<ImageState> images)
    {
        var list = new List<ContainerImage>(Math.Min(images.Count, MaximumImages));
        foreach (var image in images.OrderByDescending(image => image.SizeBytes).ThenBy(image => image.Id, StringComparer.Ordinal).Take(MaximumImages))
        {
            var names = image.Digests.Concat(image.Tags).Take(MaximumNamesOfAnImage).ToArray();
            if (names.Length > 0)
                list.Add(new ContainerImage { Names = names, SizeBytes = image.SizeBytes });
        }
        return list;
    }
}
