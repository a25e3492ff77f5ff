using Trireme.Node.Host;

namespace Trireme.Node.Pressure;

/// <summary>Tells what the node is short of; a shortage counts for a while after it has gone. One caller at a time.</summary>
internal sealed class PressureMonitor(EvictionThresholds thresholds, Func<NodeUsage> measure, TimeProvider time)
{
    private DateTimeOffset _memoryUntil;
    private DateTimeOffset _diskUntil;
    private DateTimeOffset _pidUntil;

    /// <summary>What the node is short of, for its conditions.</summary>
    public NodePressure Pressure { get; private set; }

    /// <summary>Measures.</summary>
    /// <returns>What is short at this very moment.</returns>
    public IReadOnlyList<Shortage> Look()
    {
        var now = time.GetUtcNow();
        var shortages = Find(measure());
        foreach (var shortage in shortages)
        {
            var until = now + thresholds.PressureTransitionPeriod;
            switch (shortage.Resource)
            {
                case "memory": _memoryUntil = until; break;
                case "pids": _pidUntil = until; break;
                default: _diskUntil = until; break;
            }
        }
        Pressure = new NodePressure(_memoryUntil > now, _diskUntil > now, _pidUntil > now);
        return shortages;
    }

    private List<Shortage> Find(NodeUsage usage)
    {
        var found = new List<Shortage>();
        if (usage.Memory.TotalBytes > 0 && usage.Memory.AvailableBytes < thresholds.MemoryAvailableBytes)
            found.Add(new Shortage("memory", thresholds.MemoryAvailableBytes, usage.Memory.AvailableBytes));
        AddDisk(found, usage.NodeFs, thresholds.NodeFsAvailablePercent);
        if (usage.NodeFs.TotalInodes > 0 && usage.NodeFs.FreeInodes < usage.NodeFs.TotalInodes * thresholds.NodeFsInodesFreePercent / 100)
            found.Add(new Shortage("inodes", (long)(usage.NodeFs.TotalInodes * thresholds.NodeFsInodesFreePercent / 100), usage.NodeFs.FreeInodes));
        AddDisk(found, usage.ImageFs, thresholds.ImageFsAvailablePercent);
        if (usage.PidLimit > 0 && usage.PidLimit - usage.Pids < usage.PidLimit * thresholds.PidAvailablePercent / 100)
            found.Add(new Shortage("pids", (long)(usage.PidLimit * thresholds.PidAvailablePercent / 100), usage.PidLimit - usage.Pids));
        return found;
    }

    private static void AddDisk(List<Shortage> found, FileSystemUsage disk, double percent)
    {
        var least = (long)(disk.TotalBytes * percent / 100);
        if (disk.TotalBytes > 0 && disk.AvailableBytes < least && !found.Exists(other => other.Resource == "ephemeral-storage"))
            found.Add(new Shortage("ephemeral-storage", least, disk.AvailableBytes));
    }
}
