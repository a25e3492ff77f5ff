using Trireme.Node.Cri.Containerd;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Cri;

public sealed class ContainerdTests
{
    [Fact]
    public void Paths_LongDataFolder_HasShortSocket()
    {
        var paths = new ContainerdPaths(new() { DataDirectory = "/data/" + new string('x', 200) });
        var other = new ContainerdPaths(new() { DataDirectory = "/data/" + new string('x', 199) });
        Assert.True(paths.Socket.Length < 80);
        Assert.NotEqual(paths.Socket, other.Socket);
        Assert.Equal(paths.Socket, new ContainerdPaths(new() { DataDirectory = "/data/" + new string('x', 200) + "/" }).Socket);
    }

    [Fact]
    public void Config_OddFolder_IsQuoted()
    {
        var config = ContainerdConfig.Write(new(new() { DataDirectory = "/a \"b\\c" }), "/usr/lib/cni", "overlayfs", mayLowerOomScore: false);
        Assert.Contains("\nroot = \"/a \\\"b\\\\c/containerd/root\"\n", config);
        Assert.Contains("\nrestrict_oom_score_adj = true\n", config);
        Assert.DoesNotContain("\noom_score", config);
        Assert.Contains("sandbox_image = \"trireme.io/pause:1\"", config);
    }

    [Fact]
    public void Mounts_Below_AreFoundDeepestFirst()
    {
        string[] table =
        [
            "1 0 8:1 / / rw - ext4 /dev/sda rw",
            "2 1 0:1 / /run/x rw - tmpfs tmpfs rw",
            "3 2 0:2 / /run/x/a\\040b rw shared:1 - overlay overlay rw",
            "4 1 0:3 / /run/xy rw - tmpfs tmpfs rw",
        ];
        Assert.Equal(["/run/x/a b", "/run/x"], MountTable.Below("/run/x", table));
        Assert.Equal("overlay", MountTable.FileSystemOf("/run/x/a b/c", table));
        Assert.Equal("tmpfs", MountTable.FileSystemOf("/run/xy", table));
        Assert.Equal("ext4", MountTable.FileSystemOf("/run/xyz", table));
    }

    [Fact]
    public void Instance_OtherProcessWithSameNumber_IsNotAlive()
    {
        var own = ProcessTable.StartTime(Environment.ProcessId);
        Assert.NotNull(own);
        Assert.True(new ContainerdInstance(Environment.ProcessId, own.Value, "").IsAlive);
        Assert.False(new ContainerdInstance(Environment.ProcessId, own.Value - 1, "").IsAlive);
    }
}
