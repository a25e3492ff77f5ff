using Microsoft.Extensions.Logging.Abstractions;
using Trireme.Api.Core.V1;
using Trireme.Client;
using Trireme.Node;
using Trireme.Node.Host;
using Trireme.Node.Images;
using Trireme.Node.References;
using Trireme.Node.Runtime;
using Xunit;
using ContainerState = Trireme.Node.Runtime.ContainerState;

namespace Trireme.Tests.Unit.Node.Images;

public sealed class ImageGarbageTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakePodRuntime _runtime;
    private readonly RuntimeView _view = new();
    private FileSystemUsage _disk = new(100_000, 50_000, 0, 0);

    public ImageGarbageTests() => _runtime = new FakePodRuntime(_time);

    [Fact]
    public async Task Run_RoomOnDisk_RemovesNothing()
    {
        var garbage = Garbage();
        await garbage.RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await garbage.RunAsync(CancellationToken.None));
        Assert.Equal(3, _runtime.Images.Count);
    }

    [Fact]
    public async Task Run_DiskFull_RemovesUnusedOnly()
    {
        _view.Update("u", _ => new PodRuntimeState("u", _runtime, [], [new ContainerState { Id = "c", SandboxId = "s", Name = "c", ImageId = "sha256:busybox" }]));
        var garbage = Garbage();
        await garbage.RunAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));
        _disk = _disk with { AvailableBytes = 10_000 };
        // Two images of a thousand bytes are not enough to come from 90 % to 80 %.
        Assert.Null(await garbage.RunAsync(CancellationToken.None));
        Assert.Equal(["busybox"], _runtime.Images);
    }

    [Fact]
    public async Task Run_ImageJustArrived_IsSpared()
    {
        _disk = _disk with { AvailableBytes = 10_000 };
        await Garbage().RunAsync(CancellationToken.None);
        Assert.Equal(3, _runtime.Images.Count);
    }

    private ImageGarbage Garbage()
    {
        var client = new ApiClient(null!);
        var provider = new ImageProvider(new PullSecrets(client, new ReferencedObjects<Secret>(client, _ => { }, _time)), 1, _time);
        var options = new NodeAgentOptions { NodeName = "n", NodeAddresses = [], DataDirectory = "/", Runtimes = new Dictionary<string, IPodRuntime>(), DefaultRuntime = "" };
        return new ImageGarbage(options, [_runtime], _view, provider, _ => _disk, _time, NullLogger.Instance);
    }
}
