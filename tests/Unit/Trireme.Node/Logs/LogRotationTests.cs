using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Trireme.Node;
using Trireme.Node.Logs;
using Trireme.Node.Runtime;
using Trireme.Node.Volumes;
using Xunit;

namespace Trireme.Tests.Unit.Node.Logs;

public sealed class LogRotationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("trireme-rotate-");
    private readonly ManualTimeProvider _time = new();
    private readonly FakePodRuntime _runtime;

    public LogRotationTests() => _runtime = new FakePodRuntime(_time);

    private string Log => Path.Combine(_folder.FullName, "0.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Rotate_SmallLog_IsLeftAlone()
    {
        await File.WriteAllTextAsync(Log, "small");
        await Rotation().RotateAsync(_runtime, await ContainerAsync(), Log, CancellationToken.None);
        Assert.Equal([Log], Files());
    }

    [Fact]
    public async Task Rotate_AgainAndAgain_KeepsFiveAndPacksOlder()
    {
        var id = await ContainerAsync();
        for (var i = 0; i < 8; i++)
        {
            await File.WriteAllTextAsync(Log, $"{i} {new string('x', 200)}");
            await Rotation().RotateAsync(_runtime, id, Log, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(10));
        }
        var files = Files();
        // The runtime makes the current one when it reopens; here nobody does.
        Assert.Equal(4, files.Count);
        Assert.Equal(3, files.Count(file => file.EndsWith(".gz", StringComparison.Ordinal)));
        using var packed = new StreamReader(new GZipStream(File.OpenRead(files[0]), CompressionMode.Decompress));
        Assert.StartsWith("4 ", await packed.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(8, _runtime.Calls.Count(call => call == "reopen c"));
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder.FullName).Order(StringComparer.Ordinal)];

    private LogRotation Rotation() => new(
        new NodeAgentOptions
        {
            NodeName = "n",
            NodeAddresses = [],
            DataDirectory = _folder.FullName,
            Runtimes = new Dictionary<string, IPodRuntime>(),
            DefaultRuntime = "",
            LogMaxBytes = 100,
        },
        new RuntimeView(), new PodDirectories(_folder.FullName, _folder.FullName), _time, NullLogger.Instance);

    private async Task<string> ContainerAsync() => await _runtime.CreateContainerAsync(
        "s", null!, new ContainerSpec { Container = new() { Name = "c" }, ImageId = "", ImageReference = "", LogPath = "" }, CancellationToken.None);
}
