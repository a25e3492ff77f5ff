using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Trireme.Node.Cri.Images;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>Images from registries and from archives that other tools wrote.</summary>
[Collection(ContainerdCollection.Name)]
public sealed class CriImageTests(CriHarness harness) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        if (harness.SkipReason is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Pull_LoopbackRegistryOverHttp_WithPassword()
    {
        await using var registry = await ImageRegistry.StartAsync(await CriHarness.BuildAsync("registry/app:1"), "me", "secret");
        var reference = $"{registry.Host}/team/app:1";
        var id = await harness.Runtime.PullImageAsync(reference, new() { Username = "me", Password = "secret" }, Token);
        var image = await harness.Runtime.GetImageAsync(reference, Token);
        Assert.Equal(id, image!.Id);
        Assert.Contains(reference, image.Tags);
        Assert.StartsWith($"{registry.Host}/team/app@sha256:", Assert.Single(image.Digests));
        await harness.Runtime.RemoveImageAsync(reference, Token);
    }

    [Fact]
    public async Task Pull_Refused_IsErrImagePull()
    {
        await using var registry = await ImageRegistry.StartAsync(await CriHarness.BuildAsync("registry/app:1"), "me", "secret");
        var denied = await Assert.ThrowsAsync<RuntimeException>(() => harness.Runtime.PullImageAsync($"{registry.Host}/team/app:1", null, Token));
        Assert.Equal("ErrImagePull", denied.Reason);
        Assert.StartsWith("rpc error: code = ", denied.Message);
        var missing = await Assert.ThrowsAsync<RuntimeException>(() =>
            harness.Runtime.PullImageAsync($"{registry.Host}/team/app:2", new() { Username = "me", Password = "secret" }, Token));
        Assert.Equal("ErrImagePull", missing.Reason);
        Assert.Contains("not found", missing.Message);
    }

    [Fact]
    public async Task Pull_BadName_IsInvalidImageName()
    {
        var e = await Assert.ThrowsAsync<RuntimeException>(() => harness.Runtime.PullImageAsync("Bad//Name::x", null, Token));
        Assert.Equal("InvalidImageName", e.Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Import_DockerArchive_IsTaken(bool zipped)
    {
        var name = $"dockerish:{zipped}".ToLowerInvariant();
        var archive = BuildDockerArchive(name);
        if (zipped)
            archive = Zip(archive);
        var names = await new ImageImporter(harness.Containerd.SocketPath, TimeProvider.System).ImportAsync(archive, Token);
        Assert.Equal([$"docker.io/library/{name}"], names);
        Assert.NotNull(await harness.Runtime.GetImageAsync(name, Token));
        await harness.Runtime.RemoveImageAsync(name, Token);
    }

    [Fact]
    public async Task Import_OciArchiveNamedByReferenceOnly_IsTaken()
    {
        // As podman writes it: no name of containerd's, the whole name as the reference.
        var archive = await RewriteIndexAsync(await CriHarness.BuildAsync("localhost/from-podman:1"), index => index
            .Replace("\"io.containerd.image.name\":\"localhost/from-podman:1\",", "")
            .Replace("\"org.opencontainers.image.ref.name\":\"1\"", "\"org.opencontainers.image.ref.name\":\"localhost/from-podman:1\""));
        var names = await new ImageImporter(harness.Containerd.SocketPath, TimeProvider.System).ImportAsync(archive, Token);
        Assert.Equal(["localhost/from-podman:1"], names);
        await harness.Runtime.RemoveImageAsync("localhost/from-podman:1", Token);
    }

    [Fact]
    public async Task Import_NoArchive_IsRefused()
    {
        var importer = new ImageImporter(harness.Containerd.SocketPath, TimeProvider.System);
        await Assert.ThrowsAsync<InvalidDataException>(() => importer.ImportAsync(new MemoryStream("this is no tar"u8.ToArray()), Token));
        await Assert.ThrowsAsync<InvalidDataException>(() => importer.ImportAsync(new MemoryStream(), Token));
    }

    private static async Task<MemoryStream> RewriteIndexAsync(Stream archive, Func<string, string> change)
    {
        var changed = new MemoryStream();
        using var reader = new TarReader(archive);
        using (var writer = new TarWriter(changed, leaveOpen: true))
        {
            while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
            {
                if (entry.Name == "index.json")
                    Add(writer, entry.Name, change(await new StreamReader(entry.DataStream!).ReadToEndAsync()));
                else
                    await writer.WriteEntryAsync(entry);
            }
        }
        changed.Position = 0;
        return changed;
    }

    private static MemoryStream BuildDockerArchive(string name)
    {
        var layer = new MemoryStream();
        using (var tar = new TarWriter(layer, leaveOpen: true))
            Add(tar, "hello", "hello " + name);
        var diff = Convert.ToHexStringLower(SHA256.HashData(layer.ToArray()));
        var config = $$$"""{"architecture":"amd64","os":"linux","config":{"Cmd":["/hello"]},"rootfs":{"type":"layers","diff_ids":["sha256:{{{diff}}}"]}}""";
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            Add(tar, "config.json", config);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "layer.tar") { DataStream = new MemoryStream(layer.ToArray()) });
            Add(tar, "manifest.json", $$"""[{"Config":"config.json","RepoTags":["{{name}}"],"Layers":["layer.tar"]}]""");
        }
        archive.Position = 0;
        return archive;
    }

    private static void Add(TarWriter tar, string name, string text) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });

    private static MemoryStream Zip(MemoryStream plain)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            plain.CopyTo(gzip);
        zipped.Position = 0;
        return zipped;
    }
}
