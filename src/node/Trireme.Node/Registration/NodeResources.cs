using Trireme.Api.Meta.V1;
using Trireme.Node.Host;

namespace Trireme.Node.Registration;

/// <summary>What a node has, and what of it Pods may use. Pure.</summary>
internal static class NodeResources
{
    /// <summary>All that the machine has.</summary>
    public static IReadOnlyDictionary<string, Quantity> Capacity(MachineFacts machine, FileSystemUsage disk, int maxPods) => new Dictionary<string, Quantity>(StringComparer.Ordinal)
    {
        ["cpu"] = Quantity.FromUnits(machine.Processors),
        ["ephemeral-storage"] = Quantity.FromBytes(disk.TotalBytes / 1024 * 1024),
        ["hugepages-1Gi"] = Quantity.FromUnits(0),
        ["hugepages-2Mi"] = Quantity.FromUnits(0),
        ["memory"] = Quantity.FromBytes(machine.MemoryBytes / 1024 * 1024),
        ["pods"] = Quantity.FromUnits(maxPods),
    };

    /// <summary>Capacity without what is kept back for the system and for eviction to have time to act.</summary>
    public static IReadOnlyDictionary<string, Quantity> Allocatable(IReadOnlyDictionary<string, Quantity> capacity, NodeAgentOptions options)
    {
        var allocatable = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, amount) in capacity)
        {
            var reserved = options.SystemReserved.TryGetValue(name, out var kept) ? kept : default;
            allocatable[name] = name switch
            {
                "cpu" => Quantity.FromMilli(Math.Max(0, amount.MilliValue - reserved.MilliValue)),
                "memory" => Quantity.FromBytes(Math.Max(0, amount.Value - reserved.Value - options.Eviction.MemoryAvailableBytes)),
                "ephemeral-storage" => Quantity.FromUnits(Math.Max(0, amount.Value - reserved.Value - (long)(amount.Value * options.Eviction.NodeFsAvailablePercent / 100))),
                _ => amount,
            };
        }
        return allocatable;
    }
}
