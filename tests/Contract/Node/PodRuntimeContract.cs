using System.Text;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Runtime;
using Xunit;
using ContainerState = Trireme.Node.Runtime.ContainerState;

namespace Trireme.Tests.Contract.Node;

/// <summary>What every runtime promises the node agent. One suite for all of them.</summary>
public abstract partial class PodRuntimeContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly PodRuntimeHarness _harness;
    private readonly List<string> _sandboxes = [];
    private int _pods;

    protected PodRuntimeContract(PodRuntimeHarness harness) => _harness = harness;

    protected IPodRuntime Runtime => _harness.Runtime;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        if (_harness.SkipReason is { } reason)
            Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _sandboxes)
        {
            await Runtime.StopSandboxAsync(sandbox, CancellationToken.None);
            await Runtime.RemoveSandboxAsync(sandbox, CancellationToken.None);
        }
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Status_OfRunningRuntime_IsReady()
    {
        var status = await Runtime.GetStatusAsync(Token);
        Assert.True(status.Ready, status.Message);
        Assert.True(status.NetworkReady, status.Message);
        Assert.NotEmpty(status.RuntimeVersion);
    }

    [Fact]
    public async Task Sandbox_Run_HasAddressAndLabels()
    {
        var spec = NewSandbox() with { Labels = new Dictionary<string, string> { ["app"] = "web" }, Annotations = new Dictionary<string, string> { ["note"] = "x y" } };
        var sandbox = await RunAsync(spec);
        Assert.True(sandbox.Ready);
        Assert.NotEmpty(sandbox.Addresses);
        var listed = Assert.Single(await Runtime.ListSandboxesAsync(Token), item => item.Id == sandbox.Id);
        Assert.Equal(spec.PodName, listed.PodName);
        Assert.Equal(spec.PodUid, listed.PodUid);
        Assert.Equal("web", listed.Labels["app"]);
        Assert.Equal(spec.PodName, listed.Labels["io.kubernetes.pod.name"]);
        Assert.Equal("x y", listed.Annotations["note"]);
        var found = await Runtime.GetSandboxAsync(sandbox.Id, Token);
        Assert.Equal(sandbox.Addresses, found!.Addresses);
        Assert.Null(await Runtime.GetSandboxAsync("ffffffffffff", Token));
    }

    [Fact]
    public async Task Sandbox_StopAndRemoveTwice_IsNoError()
    {
        var sandbox = await RunAsync(NewSandbox());
        await Runtime.StopSandboxAsync(sandbox.Id, Token);
        await Runtime.StopSandboxAsync(sandbox.Id, Token);
        Assert.False(Assert.Single(await Runtime.ListSandboxesAsync(Token), item => item.Id == sandbox.Id).Ready);
        await Runtime.RemoveSandboxAsync(sandbox.Id, Token);
        await Runtime.RemoveSandboxAsync(sandbox.Id, Token);
        await Runtime.StopSandboxAsync("ffffffffffff", Token);
        Assert.DoesNotContain(await Runtime.ListSandboxesAsync(Token), item => item.Id == sandbox.Id);
    }

    [Fact]
    public async Task Container_RunToEnd_ReportsExitCodeAndTimes()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "exit 7"));
        var ended = await WaitEndAsync(id);
        Assert.Equal(7, ended.ExitCode);
        Assert.Equal("Error", ended.Reason);
        Assert.Equal(sandbox.Id, ended.SandboxId);
        Assert.NotNull(ended.StartedAt);
        Assert.NotNull(ended.FinishedAt);
        Assert.Equal("one", ended.Name);
        Assert.Equal("one", ended.Labels["io.kubernetes.container.name"]);
        Assert.Equal("0", ended.Annotations["io.kubernetes.container.restartCount"]);
        await Runtime.RemoveContainerAsync(id, Token);
        await Runtime.RemoveContainerAsync(id, Token);
        Assert.Null(await Runtime.GetContainerAsync(id, Token));
    }

    [Fact]
    public async Task Container_ExitZero_IsCompleted()
    {
        var (sandbox, spec) = await NewPodAsync();
        var ended = await WaitEndAsync(await StartAsync(sandbox, spec, NewContainer("one", "true")));
        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("Completed", ended.Reason);
    }

    [Fact]
    public async Task Container_Output_IsLoggedInCriFormat()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "echo out; echo err >&2; printf part");
        await WaitEndAsync(await StartAsync(sandbox, spec, container));
        var lines = (await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 3)).Select(line => line.Split(' ', 4)).ToList();
        Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse(line[0], out _), line[0]));
        Assert.Contains(lines, line => line is [_, "stdout", "F", "out"]);
        Assert.Contains(lines, line => line is [_, "stderr", "F", "err"]);
        Assert.Contains(lines, line => line is [_, "stdout", _, "part"]);
    }

    [Fact]
    public async Task Container_LogMovedAndReopened_WritesOn()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "echo first; while [ ! -e /data/go ]; do sleep 0.05; done; echo second; sleep 60");
        var volume = Directory.CreateDirectory(Path.Combine(_harness.WorkDirectory, spec.PodName)).FullName;
        var id = await StartAsync(sandbox, spec, container with { Mounts = [new(volume, "/data", ReadOnly: true)] });
        var log = Path.Combine(spec.LogDirectory, container.LogPath);
        await ReadLogAsync(log, 1);
        File.Move(log, log + ".1");
        await Runtime.ReopenLogAsync(id, Token);
        await File.WriteAllTextAsync(Path.Combine(volume, "go"), "", Token);
        Assert.EndsWith(" F second", Assert.Single(await ReadLogAsync(log, 1)));
    }

    [Fact]
    public async Task Container_StopWithGrace_LetsProcessFinish()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "trap 'echo bye; exit 3' TERM; echo up; while true; do sleep 0.05; done");
        var id = await StartAsync(sandbox, spec, container);
        await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 1);
        await Runtime.StopContainerAsync(id, TimeSpan.FromSeconds(30), Token);
        var ended = await Runtime.GetContainerAsync(id, Token);
        Assert.Equal(ContainerPhase.Exited, ended!.Phase);
        Assert.Equal(3, ended.ExitCode);
    }

    [Fact]
    public async Task Container_StopIgnored_IsKilledAfterGrace()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "trap '' TERM; echo up; while true; do sleep 0.05; done");
        var id = await StartAsync(sandbox, spec, container);
        await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 1);
        await Runtime.StopContainerAsync(id, TimeSpan.FromSeconds(1), Token);
        var ended = await Runtime.GetContainerAsync(id, Token);
        Assert.Equal(ContainerPhase.Exited, ended!.Phase);
        Assert.Equal(137, ended.ExitCode);
        await Runtime.StopContainerAsync("ffffffffffff", TimeSpan.Zero, Token);
    }

    [Fact]
    public async Task Container_OverMemoryLimit_IsOomKilled()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "") with { Command = ["/bin/tail", "/dev/zero"], Arguments = [] };
        var limits = new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse("32Mi") };
        container = container with { Container = container.Container with { Resources = new() { Limits = limits } } };
        var ended = await WaitEndAsync(await StartAsync(sandbox, spec, container));
        Assert.Equal(137, ended.ExitCode);
        Assert.Equal("OOMKilled", ended.Reason);
    }

    [Fact]
    public async Task Container_EnvironmentMountsUser_AreAsAsked()
    {
        var (sandbox, spec) = await NewPodAsync();
        var volume = Directory.CreateDirectory(Path.Combine(_harness.WorkDirectory, spec.PodName)).FullName;
        await File.WriteAllTextAsync(Path.Combine(volume, "hello"), "from-the-host", Token);
        var container = NewContainer("one", "echo $GREETING; cat /data/hello; echo; id -u; id -g; touch /x 2>/dev/null || echo readonly; hostname; pwd") with
        {
            Environment = [new("GREETING", "a b"), new("PATH", "/bin")],
            Mounts = [new(volume, "/data", ReadOnly: true)],
            SecurityContext = new() { RunAsUser = 1234, RunAsGroup = 4321, ReadOnlyRootFilesystem = true },
        };
        container = container with { Container = container.Container with { WorkingDir = "/tmp" } };
        await WaitEndAsync(await StartAsync(sandbox, spec, container));
        var lines = await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 7);
        Assert.Equal(["a b", "from-the-host", "1234", "4321", "readonly", "pod-host", "/tmp"], lines.Select(line => line.Split(' ', 4)[3]));
    }

    [Fact]
    public async Task Container_Confined_HasFewPowers()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status; cat /proc/timer_list | wc -c; id -G") with
        {
            SecurityContext = new()
            {
                Capabilities = new() { Drop = ["ALL"], Add = ["NET_BIND_SERVICE"] },
                AllowPrivilegeEscalation = false,
                SeccompProfile = new() { Type = "RuntimeDefault" },
            },
        };
        var grouped = spec with { SecurityContext = new() { FsGroup = 77, SupplementalGroups = [88] } };
        await WaitEndAsync(await StartAsync(sandbox, grouped, container));
        var lines = (await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 5)).Select(line => line.Split(' ', 4)[3]).ToList();
        Assert.Equal(["CapEff:\t0000000000000400", "NoNewPrivs:\t1", "Seccomp:\t2", "0", "0 77 88"], lines);
    }

    [Fact]
    public async Task Container_PrivilegedOnNode_HasAllPowers()
    {
        var spec = NewSandbox() with { Privileged = true, HostNetwork = true, HostPid = true };
        var sandbox = await RunAsync(spec);
        Assert.Empty(sandbox.Addresses);
        var container = NewContainer("one", "grep '^Seccomp:' /proc/self/status; cat /proc/timer_list | head -c 1 | wc -c; hostname; [ -d /proc/$AGENT ] && echo seen") with
        {
            SecurityContext = new() { Privileged = true },
            Environment = [new("AGENT", Environment.ProcessId.ToString()), new("PATH", "/bin")],
        };
        await WaitEndAsync(await StartAsync(sandbox, spec, container));
        var lines = (await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 4)).Select(line => line.Split(' ', 4)[3]).ToList();
        Assert.Equal(["Seccomp:\t0", "1", Environment.MachineName, "seen"], lines);
    }

    [Fact]
    public async Task Sandbox_Dns_IsTheContainersResolver()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "cat /etc/resolv.conf");
        await WaitEndAsync(await StartAsync(sandbox, spec, container));
        var lines = (await ReadLogAsync(Path.Combine(spec.LogDirectory, container.LogPath), 3)).Select(line => line.Split(' ', 4)[3]);
        Assert.Equal(["search contract.svc.cluster.local", "nameserver 10.96.0.10", "options ndots:5"], lines);
    }

    [Fact]
    public async Task Container_MissingProgram_FailsToStart()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "") with { Command = ["/no/such/program"], Arguments = [] };
        var id = await Runtime.CreateContainerAsync(sandbox.Id, spec, container, Token);
        var e = await Assert.ThrowsAsync<RuntimeException>(() => Runtime.StartContainerAsync(id, Token));
        Assert.Equal("RunContainerError", e.Reason);
        Assert.Contains("/no/such/program", e.Message);
    }

    [Fact]
    public async Task Container_MissingImage_FailsToCreate()
    {
        var (sandbox, spec) = await NewPodAsync();
        var container = NewContainer("one", "true") with { ImageId = "sha256:" + new string('0', 64) };
        var e = await Assert.ThrowsAsync<RuntimeException>(() => Runtime.CreateContainerAsync(sandbox.Id, spec, container, Token));
        Assert.Equal("CreateContainerError", e.Reason);
    }

    [Fact]
    public async Task ExecSync_Command_ReturnsOutputAndExitCode()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        var result = await Runtime.ExecAsync(id, ["/bin/sh", "-c", "echo out; echo err >&2; exit 5"], TimeSpan.FromSeconds(20), Token);
        Assert.Equal(5, result.ExitCode);
        Assert.False(result.TimedOut);
        Assert.Equal("out\n", Encoding.UTF8.GetString(result.Output));
        Assert.Equal("err\n", Encoding.UTF8.GetString(result.Error));
    }

    [Fact]
    public async Task ExecSync_MuchOutput_IsBounded()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        var result = await Runtime.ExecAsync(id, ["/bin/dd", "if=/dev/zero", "bs=1k", "count=100"], TimeSpan.FromSeconds(20), Token);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(16 * 1024, result.Output.Length);
    }

    [Fact]
    public async Task ExecSync_TooSlow_TimesOut()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000"));
        var result = await Runtime.ExecAsync(id, ["/bin/sleep", "100"], TimeSpan.FromSeconds(1), Token);
        Assert.True(result.TimedOut);
        Assert.Equal(-1, result.ExitCode);
    }

    [Fact]
    public async Task Runtime_Reconnected_FindsWhatRuns()
    {
        var (sandbox, spec) = await NewPodAsync();
        var id = await StartAsync(sandbox, spec, NewContainer("one", "sleep 1000") with { Attempt = 4 });
        await using var second = await _harness.ReconnectAsync();
        Assert.True(Assert.Single(await second.ListSandboxesAsync(Token), item => item.Id == sandbox.Id).Ready);
        var listed = Assert.Single(await second.ListContainersAsync(Token), item => item.Id == id);
        Assert.Equal(ContainerPhase.Running, listed.Phase);
        Assert.Equal(sandbox.Id, listed.SandboxId);
        Assert.Equal(4, listed.Attempt);
    }

    [Fact]
    public async Task Image_SeveralNames_AreListedAndRemoved()
    {
        await _harness.ImportImageAsync("contract/named:1", "example.org:5000/named:2");
        var image = await Runtime.GetImageAsync("contract/named:1", Token);
        Assert.NotNull(image);
        Assert.Equal(["docker.io/contract/named:1", "example.org:5000/named:2"], image.Tags.Order());
        Assert.True(image.SizeBytes > 0);
        Assert.Contains(await Runtime.ListImagesAsync(Token), item => item.Id == image.Id);
        await Runtime.RemoveImageAsync(image.Id, Token);
        await Runtime.RemoveImageAsync(image.Id, Token);
        Assert.Null(await Runtime.GetImageAsync("contract/named:1", Token));
        Assert.Null(await Runtime.GetImageAsync("example.org:5000/named:2", Token));
    }

    [Fact]
    public async Task Image_Missing_IsNull() => Assert.Null(await Runtime.GetImageAsync("docker.io/library/nobody-made-this:1", Token));

    protected SandboxSpec NewSandbox()
    {
        var name = $"{TestContext.Current.TestMethod!.MethodName.ToLowerInvariant().Replace('_', '-')}-{++_pods}";
        return new()
        {
            PodNamespace = "contract",
            PodName = name,
            PodUid = Guid.NewGuid().ToString(),
            Hostname = "pod-host",
            LogDirectory = Path.Combine(_harness.WorkDirectory, "logs", name),
            Dns = new(["10.96.0.10"], ["contract.svc.cluster.local"], ["ndots:5"]),
        };
    }

    protected ContainerSpec NewContainer(string name, string script) => new()
    {
        Container = new() { Name = name },
        ImageId = _harness.Image,
        ImageReference = _harness.Image,
        Command = ["/bin/sh", "-c"],
        Arguments = [script],
        Environment = [new("PATH", "/bin")],
        LogPath = $"{name}/0.log",
    };

    protected async Task<SandboxState> RunAsync(SandboxSpec spec)
    {
        var sandbox = await Runtime.RunSandboxAsync(spec, Token);
        _sandboxes.Add(sandbox.Id);
        return sandbox;
    }

    protected async Task<(SandboxState Sandbox, SandboxSpec Spec)> NewPodAsync()
    {
        var spec = NewSandbox();
        return (await RunAsync(spec), spec);
    }

    protected async Task<string> StartAsync(SandboxState sandbox, SandboxSpec spec, ContainerSpec container)
    {
        var id = await Runtime.CreateContainerAsync(sandbox.Id, spec, container, Token);
        await Runtime.StartContainerAsync(id, Token);
        return id;
    }

    protected async Task<ContainerState> WaitEndAsync(string id)
    {
        ContainerState? state = null;
        await UntilAsync(async () => (state = await Runtime.GetContainerAsync(id, Token)) is { Phase: ContainerPhase.Exited }, "the container did not end");
        return state!;
    }

    protected static async Task<string[]> ReadLogAsync(string path, int lines)
    {
        string[] found = [];
        await UntilAsync(async () => File.Exists(path) && (found = await File.ReadAllLinesAsync(path, Token)).Length >= lines, $"{path} has too few lines");
        return found;
    }

    protected static async Task UntilAsync(Func<Task<bool>> condition, string otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }
}
