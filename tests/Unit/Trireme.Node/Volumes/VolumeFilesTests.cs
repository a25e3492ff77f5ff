using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.EnvironmentVariables;
using Trireme.Node.Host;
using Trireme.Node.Volumes;
using Xunit;

namespace Trireme.Tests.Unit.Node.Volumes;

public sealed class VolumeFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trireme-volume-");
    private readonly FakeMounter _mounter = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Selection_ItemsOfMissingKey_IsRefusedUnlessOptional()
    {
        var map = new ConfigMap { Data = new Dictionary<string, string> { ["a"] = "1" } };
        KeyToPath[] items = [new() { Key = "a", Path = "x/y", Mode = 0x100 }, new() { Key = "b", Path = "z" }];
        var files = new Dictionary<string, ProjectedFile>();
        Assert.Equal("references non-existent config key: b", Assert.Throws<VolumeException>(() => FileSelection.Add(files, map, items, 0x1a4, false)).Message);
        FileSelection.Add(files, map, items, 0x1a4, true);
        Assert.Equal(0x100, files["x/y"].Mode);
        Assert.False(files.ContainsKey("z"));
    }

    [Theory]
    [InlineData("Directory", "is not a directory")]
    [InlineData("File", "is not a file")]
    [InlineData("Socket", "is not a socket file")]
    [InlineData("CharDevice", "is not a character device")]
    [InlineData("BlockDevice", "is not a block device")]
    public async Task HostPath_WrongType_IsRefused(string type, string words)
    {
        var error = await Assert.ThrowsAsync<VolumeException>(() => HostPath(Path.Combine(_folder.FullName, "none"), type));
        Assert.StartsWith("hostPath type check failed: ", error.Message);
        Assert.EndsWith(words, error.Message);
    }

    [Fact]
    public async Task HostPath_OrCreate_MakesIt()
    {
        var directory = Path.Combine(_folder.FullName, "d");
        var file = Path.Combine(directory, "f");
        await HostPath(directory, "DirectoryOrCreate");
        await HostPath(file, "FileOrCreate");
        Assert.Equal(FileType.Directory, FileFacts.Of(directory)!.Value.Type);
        Assert.Equal(FileType.Regular, FileFacts.Of(file)!.Value.Type);
        Assert.Equal(0x1ed, FileFacts.Of(directory)!.Value.Mode);
        Assert.Equal(FileType.CharacterDevice, FileFacts.Of("/dev/null")!.Value.Type);
    }

    [Fact]
    public void SubPath_Missing_IsMade()
    {
        var volume = Directory.CreateDirectory(Path.Combine(_folder.FullName, "v")).FullName;
        SubPath.Mount(_mounter, volume, "a/b", Path.Combine(_folder.FullName, "t"));
        Assert.True(Directory.Exists(Path.Combine(volume, "a/b")));
        Assert.Equal([Path.Combine(_folder.FullName, "t")], _mounter.Mounts);
    }

    [Theory]
    [InlineData("out")]
    [InlineData("out/deeper")]
    [InlineData("../v2")]
    [InlineData("/etc")]
    public void SubPath_LeadsOut_IsRefused(string subPath)
    {
        var volume = Directory.CreateDirectory(Path.Combine(_folder.FullName, "v")).FullName;
        var secret = Directory.CreateDirectory(Path.Combine(_folder.FullName, "v2/deeper")).Parent!.FullName;
        File.CreateSymbolicLink(Path.Combine(volume, "out"), secret);
        Assert.Throws<VolumeException>(() => SubPath.Mount(_mounter, volume, subPath, Path.Combine(_folder.FullName, "t")));
        Assert.Empty(_mounter.Mounts);
    }

    [Fact]
    public void SubPath_LinkInside_IsFollowedToItsFile()
    {
        var volume = Directory.CreateDirectory(Path.Combine(_folder.FullName, "v")).FullName;
        File.WriteAllText(Path.Combine(volume, "real"), "x");
        File.CreateSymbolicLink(Path.Combine(volume, "link"), "real");
        var target = SubPath.Mount(_mounter, volume, "link", Path.Combine(_folder.FullName, "t"));
        Assert.True(File.Exists(target));
    }

    [Fact]
    public void MountTable_EscapedPaths_AreRead() => Assert.Equal(
        ["/", "/a b"],
        LinuxMounter.Parse(["1 0 8:1 / / rw - ext4 /dev/sda rw", "2 1 0:5 / /a\\040b rw,nosuid - tmpfs tmpfs rw", "short"]));

    private static Task HostPath(string path, string type) => new HostPathDriver().SetUpAsync(
        new VolumeRequest(
            new Pod { Metadata = new ObjectMeta { Uid = "u" } },
            new Volume { Name = "v", HostPath = new HostPathVolumeSource { Path = path, Type = type } },
            "/unused",
            new RunningPod([], [], new Dictionary<string, Quantity>())),
        CancellationToken.None);
}
