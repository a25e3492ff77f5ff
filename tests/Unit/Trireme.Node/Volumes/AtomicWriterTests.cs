using System.Text;
using Trireme.Node.Volumes;
using Xunit;

namespace Trireme.Tests.Unit.Node.Volumes;

public sealed class AtomicWriterTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trireme-atomic-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Write_FirstTime_LinksThroughData()
    {
        Assert.True(Write(("a", "1"), ("dir/b", "2")));
        Assert.Equal("1", Read("a"));
        Assert.Equal("2", Read("dir/b"));
        Assert.Equal("..data/a", new FileInfo(At("a")).LinkTarget);
        Assert.Equal("..data/dir", new FileInfo(At("dir")).LinkTarget);
        Assert.StartsWith("..2026_01_01_00_00_00", new FileInfo(At("..data")).LinkTarget);
    }

    [Fact]
    public void Write_SameContent_WritesNothing()
    {
        Write(("a", "1"));
        var before = new FileInfo(At("..data")).LinkTarget;
        Assert.False(Write(("a", "1")));
        Assert.Equal(before, new FileInfo(At("..data")).LinkTarget);
    }

    [Fact]
    public void Write_Changed_ReplacesAllAndRemovesStale()
    {
        Write(("a", "1"), ("old", "x"));
        Assert.True(Write(("a", "2"), ("new", "y")));
        Assert.Equal("2", Read("a"));
        Assert.Equal("y", Read("new"));
        Assert.Null(new FileInfo(At("old")).LinkTarget);
        Assert.Equal(["..data", "a", "new"], Directory.EnumerateFileSystemEntries(_folder.FullName).Select(Path.GetFileName).Where(name => !name!.StartsWith("..2", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Single(Directory.EnumerateDirectories(_folder.FullName, "..2*"));
    }

    [Fact]
    public void Write_ModeChanged_WritesAgain()
    {
        Write(("a", "1"));
        Assert.True(AtomicWriter.Write(_folder.FullName, new Dictionary<string, ProjectedFile> { ["a"] = new("1"u8.ToArray(), 0x100) }, null, Now));
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(At("..data/a")));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a/../../x")]
    [InlineData("..data")]
    [InlineData("")]
    public void Write_PathOutOfVolume_IsRefused(string path) => Assert.Throws<VolumeException>(() => Write((path, "1")));

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private string Read(string path) => File.ReadAllText(At(path));

    private bool Write(params (string Path, string Text)[] files) => AtomicWriter.Write(
        _folder.FullName, files.ToDictionary(file => file.Path, file => new ProjectedFile(Encoding.UTF8.GetBytes(file.Text), 0x1a4)), null, Now);
}
