namespace Trireme.Node.Pressure;

/// <summary>From where on a node is short of something, and Pods are evicted. The defaults are Kubernetes'.</summary>
public sealed record EvictionThresholds
{
    /// <summary>The least free memory in bytes; 0 to ignore memory.</summary>
    public long MemoryAvailableBytes { get; init; } = 100L << 20;

    /// <summary>The least free space of the disk with Pods' files, in percent; 0 to ignore it.</summary>
    public double NodeFsAvailablePercent { get; init; } = 10;

    /// <summary>The least free inodes of that disk, in percent; 0 to ignore them.</summary>
    public double NodeFsInodesFreePercent { get; init; } = 5;

    /// <summary>The least free space of the disk with images, in percent; 0 to ignore it.</summary>
    public double ImageFsAvailablePercent { get; init; } = 15;

    /// <summary>The least free process ids, in percent of the most there may be; 0 to ignore them.</summary>
    public double PidAvailablePercent { get; init; } = 5;

    /// <summary>How long a condition stays after the shortage has gone.</summary>
    public TimeSpan PressureTransitionPeriod { get; init; } = TimeSpan.FromMinutes(5);
}
