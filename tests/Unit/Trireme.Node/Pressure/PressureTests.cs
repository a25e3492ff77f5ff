using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Cgroups;
using Trireme.Node.Host;
using Trireme.Node.Pressure;
using Trireme.Node.Serving;
using Xunit;

namespace Trireme.Tests.Unit.Node.Pressure;

public sealed class PressureTests
{
    private readonly ManualTimeProvider _time = new();
    private NodeUsage _usage = new(new MemoryInformation(1 << 30, 1 << 29), new FileSystemUsage(1000, 500, 1000, 500), new FileSystemUsage(1000, 500, 0, 0), 10, 1000);

    [Fact]
    public void Look_Enough_IsNoPressure()
    {
        var monitor = Monitor();
        Assert.Empty(monitor.Look());
        Assert.False(monitor.Pressure.Any);
    }

    [Fact]
    public void Look_MemoryShort_LastsFiveMinutesLonger()
    {
        var monitor = Monitor();
        _usage = _usage with { Memory = new MemoryInformation(1 << 30, 50 << 20) };
        Assert.Equal(new Shortage("memory", 100 << 20, 50 << 20), Assert.Single(monitor.Look()));
        _usage = _usage with { Memory = new MemoryInformation(1 << 30, 1 << 29) };
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Empty(monitor.Look());
        Assert.True(monitor.Pressure.Memory);
        _time.Advance(TimeSpan.FromMinutes(2));
        monitor.Look();
        Assert.False(monitor.Pressure.Any);
    }

    [Fact]
    public void Look_DiskInodesOrPidsShort_IsTold()
    {
        _usage = _usage with { ImageFs = new FileSystemUsage(1000, 149, 0, 0) };
        Assert.Equal("ephemeral-storage", Assert.Single(Monitor().Look()).Resource);
        _usage = _usage with { ImageFs = default, NodeFs = new FileSystemUsage(1000, 500, 1000, 49) };
        Assert.Equal("inodes", Assert.Single(Monitor().Look()).Resource);
        _usage = _usage with { NodeFs = default, Pids = 960 };
        Assert.Equal("pids", Assert.Single(Monitor().Look()).Resource);
    }

    [Fact]
    public void Rank_Memory_TakesWhoUsesMoreThanAsked()
    {
        var modest = Usage("modest", 0, 100, 200);
        var greedy = Usage("greedy", 10, 300, 200);
        Assert.Equal("greedy", EvictionRank.First([modest, greedy], "memory")!.Pod.Metadata.Name);
    }

    [Fact]
    public void Rank_Priority_GoesBeforeUsageAndSparesSystem()
    {
        var low = Usage("low", 0, 250, 200);
        var high = Usage("high", 10, 900, 200);
        var system = Usage("system", 2_000_000_000, 5000, 0);
        Assert.Equal("low", EvictionRank.First([system, high, low], "memory")!.Pod.Metadata.Name);
        Assert.Null(EvictionRank.First([system], "memory"));
    }

    [Fact]
    public void MemoryInformation_OfMeminfo_IsInBytes() =>
        Assert.Equal(new MemoryInformation(24684092L * 1024, 1024), MemoryInformation.Parse("MemTotal:       24684092 kB\nMemFree: 5 kB\nMemAvailable:          1 kB\n"u8));

    [Fact]
    public void CgroupUsage_OfBothVersions_IsRead()
    {
        var folder = Directory.CreateTempSubdirectory("trireme-cgroup-");
        try
        {
            Write("memory/pod/memory.usage_in_bytes", "1000\n");
            Write("memory/pod/memory.stat", "cache 1\ntotal_inactive_file 300\n");
            Write("cpuacct/pod/cpuacct.usage", "77\n");
            Assert.Equal(new CgroupUsage(77, 1000, 700), CgroupUsage.Read("/pod", folder.FullName));
            Write("cgroup.controllers", "cpu memory");
            Write("pod/memory.current", "2000\n");
            Write("pod/memory.stat", "anon 1\ninactive_file 500\n");
            Write("pod/cpu.stat", "usage_usec 5\nuser_usec 1\n");
            Assert.Equal(new CgroupUsage(5000, 2000, 1500), CgroupUsage.Read("/pod", folder.FullName));
            Assert.Null(CgroupUsage.Read("/none", folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Write(string path, string text)
        {
            var file = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private PressureMonitor Monitor() => new(new EvictionThresholds(), () => _usage, _time);

    private static PodUsage Usage(string name, int priority, long used, long requested) => new(
        new Pod
        {
            Metadata = new ObjectMeta { Name = name },
            Spec = new PodSpec
            {
                Priority = priority,
                Containers = [new Container { Name = "c", Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["memory"] = Quantity.FromUnits(requested) } } }],
            },
        },
        new CgroupUsage(0, used, used),
        []);
}
