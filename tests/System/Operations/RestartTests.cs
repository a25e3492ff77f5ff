using System.Globalization;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Operations;

/// <summary>The program ends, or is killed, while Pods run; the next start finds all as it was.</summary>
public sealed class RestartTests(ClusterFixture fixture)
{
    private const int Rounds = 10;
    private const string Identities = "jsonpath={range .items[*]}{.metadata.name} {.status.containerStatuses[*].containerID} {.status.containerStatuses[*].restartCount}{\"\\n\"}{end}";

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-KILL")]
    public async Task Program_EndedBy_LeavesPodsRunningAndFindsThemAgain(string signal)
    {
        Requirements.Require();
        await using var cluster = await StartAsync();
        var kubectl = cluster.Kubectl;
        await kubectl.ApplyAsync(
            Manifests.Deployment("web", 2), Manifests.Service("web", "web", "\"type\": \"NodePort\""),
            Manifests.Pod("keeper", "date +%s%N >/kept/born; sleep 3600", "\"volumeMounts\": [{\"name\": \"kept\", \"mountPath\": \"/kept\"}]", "\"volumes\": [{\"name\": \"kept\", \"emptyDir\": {}}]"));
        await kubectl.TextAsync("rollout", "status", "deployment/web", "--timeout=60s");
        await kubectl.ReadyAsync("keeper");
        var before = await kubectl.TextAsync("get", "pods", "-o", Identities);
        var containers = await cluster.ContainersAsync();
        var born = await kubectl.TextAsync("exec", "keeper", "--", "cat", "/kept/born");
        var address = $"http://{await kubectl.FieldAsync("service/web", ".spec.clusterIP")}/";
        await Web.AnswersAsync(address, "Hello from web");

        await cluster.SignalAsync(signal);
        Assert.Equal(containers, await cluster.ContainersAsync());
        Assert.Contains("Hello from web", await Web.GetAsync(address), StringComparison.Ordinal); // the network works on without the program

        (await cluster.UpAsync()).Require();
        await kubectl.TextAsync("wait", "--for=condition=Ready", "pods", "--all", "--timeout=60s");
        Assert.Equal(before, await kubectl.TextAsync("get", "pods", "-o", Identities));
        Assert.Equal(containers, await cluster.ContainersAsync());
        Assert.Equal(born, await kubectl.TextAsync("exec", "keeper", "--", "cat", "/kept/born"));
        Assert.Contains("Hello from web", await Web.GetAsync(address), StringComparison.Ordinal);

        var again = (await cluster.UpAsync()).Require();
        Assert.Contains("is running already", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_ThatEndsWhileTheProgramIsAway_IsRestartedAfterwards()
    {
        Requirements.Require();
        await using var cluster = await StartAsync();
        await cluster.Kubectl.ApplyAsync(Manifests.Pod("box"));
        await cluster.Kubectl.ReadyAsync("box");
        var container = (await cluster.Kubectl.FieldAsync("pod/box", ".status.containerStatuses[0].containerID")).Replace("containerd://", "", StringComparison.Ordinal);
        await cluster.SignalAsync("-KILL");
        (await Command.RunAsync("ctr", ["-a", cluster.Socket, "-n", "k8s.io", "tasks", "kill", "-s", "SIGKILL", container])).Require();
        (await cluster.UpAsync()).Require();
        await cluster.Kubectl.FieldIsAsync("pod/box", ".status.containerStatuses[0].restartCount", "1");
        await cluster.Kubectl.ReadyAsync("box");
        Assert.Equal("137", await cluster.Kubectl.FieldAsync("pod/box", ".status.containerStatuses[0].lastState.terminated.exitCode"));
    }

    [Fact]
    public async Task Program_KilledUnderLoadAgainAndAgain_LosesNothingAcknowledged()
    {
        Requirements.Require();
        await using var cluster = await StartAsync();
        var kubectl = cluster.Kubectl;
        await kubectl.ApplyAsync(Manifests.Pod("steady"));
        await kubectl.ReadyAsync("steady");
        var steady = await kubectl.FieldAsync("pod/steady", ".status.containerStatuses[0].containerID");
        var load = new Load(kubectl);
        for (var round = 0; round < Rounds; round++)
        {
            await load.RunAsync(round, () => cluster.SignalAsync("-KILL"));
            (await cluster.UpAsync()).Require();
            await load.AssertKeptAsync();
        }

        Assert.Equal(steady, await kubectl.FieldAsync("pod/steady", ".status.containerStatuses[0].containerID"));
        Assert.Equal("0", await kubectl.FieldAsync("pod/steady", ".status.containerStatuses[0].restartCount"));
        await kubectl.TextAsync("wait", "--for=condition=Ready", "pods", "--all", "--timeout=90s");
        // Each Pod has a sandbox and a container, and nothing else is there.
        await Eventually.HoldsAsync(
            async () => ((await kubectl.TextAsync("get", "pods", "-A", "-o", "name")).Split('\n').Length * 2, (await cluster.ContainersAsync()).Count),
            counts => counts.Item1 == counts.Item2, null, "two containers for each Pod");
        var known = (await kubectl.TextAsync("get", "pods", "-A", "-o", "jsonpath={.items[*].status.containerStatuses[0].containerID}"))
            .Replace("containerd://", "", StringComparison.Ordinal).Split(' ');
        Assert.Subset((await cluster.ContainersAsync()).ToHashSet(), known.ToHashSet());
    }

    private async Task<TestCluster> StartAsync()
    {
        var cluster = new TestCluster();
        try
        {
            (await cluster.UpAsync()).Require();
            await cluster.ImportAsync(await fixture.Images.ArchivesAsync());
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    // Applies and deletes in parallel, and remembers what the server said yes to.
    private sealed class Load(Kubectl kubectl)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, string> _present = [];
        private readonly HashSet<string> _unsure = [];

        public async Task RunAsync(int round, Func<Task> kill)
        {
            using var killed = new CancellationTokenSource();
            var workers = Enumerable.Range(0, 3).Select(worker => WorkAsync(round, worker, killed.Token)).ToList();
            var wanted = _present.Count + 3;
            await Eventually.HoldsAsync(() => Task.FromResult(Count()), count => count >= wanted || count > 3 * (round + 1));
            await kill();
            await killed.CancelAsync();
            await Task.WhenAll(workers);
        }

        public async Task AssertKeptAsync()
        {
            var stored = (await kubectl.TextAsync("get", "configmaps,pods", "-l", "load=yes", "-o", "jsonpath={range .items[*]}{.metadata.name} {.metadata.labels.value}{\"\\n\"}{end}"))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(pair => pair[0], pair => pair[1]);
            foreach (var (name, value) in _present.Where(pair => !_unsure.Contains(pair.Key)))
                Assert.Equal((name, value), (name, stored.GetValueOrDefault(name)));
            // What the kill cut off may have happened or not; from here on it is what the server has.
            foreach (var name in _unsure)
            {
                _present.Remove(name);
                if (stored.TryGetValue(name, out var value))
                    _present[name] = value;
            }
            _unsure.Clear();
            Assert.Empty(stored.Keys.Except(_present.Keys));
        }

        private int Count()
        {
            lock (_lock)
                return _present.Count;
        }

        private async Task WorkAsync(int round, int worker, CancellationToken killed)
        {
            for (var step = 0; !killed.IsCancellationRequested; step++)
            {
                // Worker 0 makes a Pod now and then; each worker deletes every third object of its own again.
                var name = $"w{worker}-r{round}-s{step}";
                var value = $"v{step.ToString(CultureInfo.InvariantCulture)}";
                var manifest = worker == 0 && step == 1
                    ? Manifests.Pod(name).Replace($"\"app\": \"{name}\"", $"\"load\": \"yes\", \"value\": \"{value}\"", StringComparison.Ordinal)
                    : $$"""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"{{name}}","labels":{"load":"yes","value":"{{value}}"} } }""";
                Note(name, value, (await kubectl.FeedAsync(manifest, "apply", "--validate=false", "-f", "-")).ExitCode == 0);
                if (step % 3 == 2 && !killed.IsCancellationRequested)
                    Note(name, null, (await kubectl.RunAsync("delete", "configmap", name, "--wait=false")).ExitCode == 0);
            }
        }

        private void Note(string name, string? value, bool acknowledged)
        {
            lock (_lock)
            {
                if (!acknowledged)
                    _unsure.Add(name);
                else if (value is null)
                    _present.Remove(name);
                else
                    _present[name] = value;
            }
        }
    }
}
