using System.Diagnostics;
using Trireme.Node.Cri;
using Trireme.Node.Cri.Containerd;
using Trireme.Node.Cri.Images;
using Trireme.Node.Runtime;
using Xunit;

namespace Trireme.Tests.Contract.Node;

/// <summary>A containerd of our own: that it outlives us, comes back when it dies, and goes without a trace.</summary>
public sealed class ContainerdProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"trireme containerd \"{Environment.ProcessId}\"");
    private readonly ContainerdOptions _options;

    public ContainerdProcessTests() =>
        _options = new() { DataDirectory = _folder, WatchInterval = TimeSpan.FromMilliseconds(50) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (await CriHarness.WhyNotAsync() is { } reason)
            Assert.Skip(reason);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Directory.Exists(_folder))
            return;
        await using (var containerd = new ContainerdProcess(_options))
            await containerd.StopAsync(TimeSpan.Zero, progress: null, CancellationToken.None);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Start_WhileOneRuns_AdoptsIt()
    {
        await using var first = new ContainerdProcess(_options);
        await first.StartAsync(progress: null, Token);
        await first.DisposeAsync();
        await using var second = new ContainerdProcess(_options);
        await second.StartAsync(progress: null, Token);
        Assert.Equal(first.ProcessId, second.ProcessId);
    }

    [Fact]
    public async Task Start_ConfigurationChanged_RestartsAndKeepsContainers()
    {
        await using var first = new ContainerdProcess(_options);
        await first.StartAsync(progress: null, Token);
        var id = await RunContainerAsync(first);
        await first.DisposeAsync();
        var file = Path.Combine(_folder, "containerd", "containerd.pid");
        var fields = (await File.ReadAllTextAsync(file, Token)).Split(' ');
        await File.WriteAllTextAsync(file, $"{fields[0]} {fields[1]} other\n", Token);
        await using var second = new ContainerdProcess(_options);
        await second.StartAsync(progress: null, Token);
        Assert.NotEqual(first.ProcessId, second.ProcessId);
        Assert.Equal(ContainerPhase.Running, await PhaseAsync(second, id));
    }

    [Fact]
    public async Task Watchdog_ContainerdKilled_ComesBackWithContainers()
    {
        await using var containerd = new ContainerdProcess(_options);
        await containerd.StartAsync(progress: null, Token);
        var id = await RunContainerAsync(containerd);
        var killed = containerd.ProcessId!.Value;
        Process.GetProcessById(killed).Kill();
        await UntilAsync(() => Task.FromResult(containerd.ProcessId != killed), "containerd did not come back");
        await UntilAsync(async () => await PhaseAsync(containerd, id) == ContainerPhase.Running, "the container is not seen running");
    }

    [Fact]
    public async Task Stop_ContainerdKilledBefore_LeavesNothing()
    {
        await using var first = new ContainerdProcess(_options);
        await first.StartAsync(progress: null, Token);
        await RunContainerAsync(first);
        await first.DisposeAsync();
        var shims = Shims(first.SocketPath);
        Assert.NotEmpty(shims);
        Process.GetProcessById(first.ProcessId!.Value).Kill();

        await using var second = new ContainerdProcess(_options);
        await second.StopAsync(TimeSpan.Zero, progress: null, Token);
        Assert.Empty(Shims(first.SocketPath));
        Assert.False(Directory.Exists(Path.GetDirectoryName(first.SocketPath)));
        Assert.DoesNotContain(File.ReadAllLines("/proc/self/mountinfo"), line => line.Contains(Path.GetDirectoryName(first.SocketPath)!));
        // Images outlive the stop: the next start makes none.
        var steps = new List<string>();
        await second.StartAsync(new Steps(steps), Token);
        Assert.Equal(["starting containerd"], steps);
    }

    [Fact]
    public async Task SharedProcesses_OrphanInPod_IsReaped()
    {
        await using var containerd = new ContainerdProcess(_options);
        await containerd.StartAsync(progress: null, Token);
        // The shell leaves a child behind, whose new parent is process 1: the sandbox's own program.
        const string Script = "(sleep 0.1 & ) ; while true; do sleep 0.2; done";
        var id = await RunContainerAsync(containerd, Script, shared: true);
        await using var runtime = new CriRuntime(new() { SocketPath = containerd.SocketPath });
        await UntilAsync(
            async () =>
            {
                var result = await runtime.ExecAsync(id, ["/bin/sh", "-c", "cat /proc/1/comm; grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null; true"], Patience, Token);
                return System.Text.Encoding.UTF8.GetString(result.Output) == "pause\n";
            },
            "a dead process was not buried");
    }

    [Fact]
    public async Task Start_FolderNotWritable_SaysSo()
    {
        var file = Path.GetTempFileName();
        await using var containerd = new ContainerdProcess(_options with { DataDirectory = Path.Combine(file, "below") });
        var e = await Assert.ThrowsAsync<ContainerdException>(() => containerd.StartAsync(progress: null, Token));
        Assert.StartsWith("cannot prepare containerd's folders", e.Message);
        await containerd.StopAsync(TimeSpan.Zero, progress: null, Token);
        File.Delete(file);
    }

    private async Task<string> RunContainerAsync(ContainerdProcess containerd, string script = "sleep 1000", bool shared = false)
    {
        await new ImageImporter(containerd.SocketPath, TimeProvider.System).ImportAsync(await CriHarness.BuildAsync("busybox:1"), Token);
        await using var runtime = new CriRuntime(new() { SocketPath = containerd.SocketPath });
        var spec = new SandboxSpec
        {
            PodNamespace = "default",
            PodName = "web",
            PodUid = Guid.NewGuid().ToString(),
            Hostname = "",
            LogDirectory = Path.Combine(_folder, "logs"),
            Dns = new([], [], []),
            HostNetwork = true,
            ShareProcessNamespace = shared,
        };
        var sandbox = await runtime.RunSandboxAsync(spec, Token);
        var container = new ContainerSpec
        {
            Container = new() { Name = "main" },
            ImageId = "docker.io/library/busybox:1",
            ImageReference = "busybox:1",
            Command = ["/bin/sh", "-c", script],
            LogPath = "main/0.log",
        };
        var id = await runtime.CreateContainerAsync(sandbox.Id, spec, container, Token);
        await runtime.StartContainerAsync(id, Token);
        return id;
    }

    private static async Task<ContainerPhase?> PhaseAsync(ContainerdProcess containerd, string id)
    {
        await using var runtime = new CriRuntime(new() { SocketPath = containerd.SocketPath });
        try
        {
            return (await runtime.GetContainerAsync(id, Token))?.Phase;
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    private static List<int> Shims(string socket) =>
        [.. ProcessTable.All().Where(pid => ProcessTable.Arguments(pid) is { Length: > 2 } arguments && arguments[0].Contains("shim") && arguments.Contains(socket))];

    private static async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }
    }

    private sealed class Steps(List<string> steps) : IProgress<string>
    {
        public void Report(string value) => steps.Add(value);
    }
}
