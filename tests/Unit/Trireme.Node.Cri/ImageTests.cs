using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using System.Text.Json.Nodes;
using Trireme.Node.Cri.Images;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Node.Cri;

public sealed class ImageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("busybox", "docker.io/library/busybox:latest")]
    [InlineData("busybox:1", "docker.io/library/busybox:1")]
    [InlineData("me/app", "docker.io/me/app:latest")]
    [InlineData("localhost/app:2", "localhost/app:2")]
    [InlineData("localhost:5000/app", "localhost:5000/app:latest")]
    [InlineData("127.0.0.1:5000/a/b:3", "127.0.0.1:5000/a/b:3")]
    [InlineData("registry.k8s.io/pause:3.9", "registry.k8s.io/pause:3.9")]
    [InlineData("index.docker.io/app", "docker.io/library/app:latest")]
    [InlineData("docker.io/app", "docker.io/library/app:latest")]
    [InlineData("app@sha256:00", "docker.io/library/app@sha256:00")]
    public void Normalize_Name_IsComplete(string written, string full) => Assert.Equal(full, ImageReference.Normalize(written));

    [Theory]
    [InlineData("amd64", 62)]
    [InlineData("arm64", 183)]
    public void PauseProgram_Elf_IsWellFormed(string architecture, int machine)
    {
        var file = PauseProgram.Build(architecture);
        Assert.Equal("7f454c46020101", Convert.ToHexStringLower(file.AsSpan(0, 7)));
        Assert.Equal(2, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(16)));
        Assert.Equal(machine, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(18)));
        var entry = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(24));
        var load = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(64 + 16));
        var size = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(64 + 32));
        Assert.Equal((ulong)file.Length, size);
        Assert.InRange(entry, load, load + size - 1);
        // The last instruction is the system call of exit_group.
        Assert.EndsWith(architecture == "amd64" ? "b8e700000031ff0f05" : "c80b80d2000080d2010000d4", Convert.ToHexStringLower(file));
        Assert.True(file.Length < 400);
    }

    [Fact]
    public void PauseProgram_OtherProcessor_IsRefused() => Assert.Throws<PlatformNotSupportedException>(() => PauseProgram.Build("riscv64"));

    [Fact]
    public async Task Builder_SameInput_GivesSameBytes() => Assert.Equal(await BuildAsync(), await BuildAsync());

    [Fact]
    public async Task Builder_Archive_IsAnOciLayout()
    {
        var files = await ReadAsync(await BuildAsync());
        Assert.Equal("""{"imageLayoutVersion":"1.0.0"}""", files["oci-layout"]);
        var manifests = JsonNode.Parse(files["index.json"])!["manifests"]!.AsArray();
        Assert.Equal(["docker.io/library/app:1", "example.org/app:latest"], manifests.Select(item => item!["annotations"]!["io.containerd.image.name"]!.GetValue<string>()));
        var manifest = JsonNode.Parse(files[Path(manifests[0]!)])!;
        var config = JsonNode.Parse(files[Path(manifest["config"]!)])!;
        Assert.Equal("arm64", config["architecture"]!.GetValue<string>());
        Assert.Equal("""{"User":"7:8","ExposedPorts":{"80/tcp":{}},"Env":["A=b"],"Entrypoint":["/x"],"Cmd":["y"],"WorkingDir":"/w"}""", config["config"]!.ToJsonString());
        var layer = manifest["layers"]![0]!;
        Assert.Equal(layer["digest"]!.GetValue<string>(), config["rootfs"]!["diff_ids"]![0]!.GetValue<string>());
        Assert.Equal(layer["size"]!.GetValue<long>(), files[Path(layer)].Length);
    }

    private static string Path(JsonNode descriptor) => "blobs/" + descriptor["digest"]!.GetValue<string>().Replace(':', '/');

    private static async Task<byte[]> BuildAsync()
    {
        var builder = new OciImageBuilder("app:1")
        {
            Architecture = "arm64",
            Config = new() { Entrypoint = ["/x"], Command = ["y"], Environment = ["A=b"], ExposedPorts = ["80/tcp"], User = "7:8", WorkingDirectory = "/w" },
        };
        await using var disposing = builder;
        builder.AddName("example.org/app").AddName("app:1");
        await builder.AddFilesAsync([OciFile.Folder("w"), new("x", "program"u8.ToArray(), OciFile.Executable), OciFile.Link("z", "x")], Token);
        var archive = new MemoryStream();
        await builder.WriteAsync(archive, Token);
        return archive.ToArray();
    }

    private static async Task<Dictionary<string, string>> ReadAsync(byte[] archive)
    {
        var files = new Dictionary<string, string>();
        using var reader = new TarReader(new MemoryStream(archive));
        while (await reader.GetNextEntryAsync(copyData: true, Token) is { } entry)
        {
            var content = new MemoryStream();
            await entry.DataStream!.CopyToAsync(content, Token);
            files[entry.Name] = Encoding.Latin1.GetString(content.ToArray());
        }
        return files;
    }
}
