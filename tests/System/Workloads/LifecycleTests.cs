using System.Diagnostics;
using Trireme.Tests.System.Clusters;
using Trireme.Tests.System.Commands;
using Xunit;

namespace Trireme.Tests.System.Workloads;

/// <summary>Pods from start to end: init containers, probes, restarts, limits, termination.</summary>
public sealed class LifecycleTests(ClusterFixture fixture) : ClusterTest(fixture)
{
    private const string OutMount = "\"volumeMounts\": [{\"name\": \"out\", \"mountPath\": \"/out\"}], \"securityContext\": {\"runAsUser\": 0}";

    [Fact]
    public async Task InitContainers_BeforeTheOthers_RunOneAfterAnother()
    {
        const string Init = """
            "initContainers": [
              {"name": "first", "image": "hello:1", "command": ["sh", "-c", "sleep 1; echo first >>/steps/order"], "volumeMounts": [{"name": "work", "mountPath": "/steps"}]},
              {"name": "second", "image": "hello:1", "command": ["sh", "-c", "echo second >>/steps/order"], "volumeMounts": [{"name": "work", "mountPath": "/steps"}]}],
            "volumes": [{"name": "work", "emptyDir": {}}]
            """;
        await Kubectl.ApplyAsync(Manifests.Pod("steps", "echo main >>/steps/order; sleep 3600", "\"volumeMounts\": [{\"name\": \"work\", \"mountPath\": \"/steps\"}]", Init));
        await Kubectl.ReadyAsync("steps");
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("exec", "steps", "--", "cat", "/steps/order"), order => order == "first\nsecond\nmain");
        Assert.Equal("Completed Completed", await Kubectl.FieldAsync("pod/steps", ".status.initContainerStatuses[*].state.terminated.reason"));
    }

    [Fact]
    public async Task InitContainer_ThatFails_KeepsTheOthersFromStarting()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("stuck", spec: """
            "initContainers": [{"name": "bad", "image": "hello:1", "command": ["sh", "-c", "exit 9"]}]
            """));
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("get", "pod", "stuck", "--no-headers"), row => row.Contains("Init:CrashLoopBackOff", StringComparison.Ordinal));
        Assert.Equal("PodInitializing", await Kubectl.FieldAsync("pod/stuck", ".status.containerStatuses[0].state.waiting.reason"));
        Assert.Equal("9", await Kubectl.FieldAsync("pod/stuck", ".status.initContainerStatuses[0].lastState.terminated.exitCode"));
    }

    [Fact]
    public async Task LivenessProbe_Failing_RestartsTheContainer()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("alive", "touch /tmp/ok; sleep 3600", """
            "livenessProbe": {"exec": {"command": ["cat", "/tmp/ok"]}, "periodSeconds": 1, "failureThreshold": 2}
            """));
        await Kubectl.ReadyAsync("alive");
        await Kubectl.TextAsync("exec", "alive", "--", "rm", "/tmp/ok");
        await Kubectl.FieldIsAsync("pod/alive", ".status.containerStatuses[0].restartCount", "1");
        var events = await Kubectl.EventAsync("alive", "Container main failed liveness probe, will be restarted");
        Assert.Contains("Warning Unhealthy Liveness probe failed: cat: can't open '/tmp/ok': No such file or directory", events, StringComparison.Ordinal);
        Assert.Contains("Normal Killing ", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_ThatKeepsFailing_BacksOffAndSaysSo()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("loop", "exit 1"));
        await Eventually.HoldsAsync(() => Kubectl.TextAsync("get", "pod", "loop", "--no-headers"), row => row.Contains("CrashLoopBackOff", StringComparison.Ordinal));
        await Kubectl.EventAsync("loop", "Warning BackOff Back-off restarting failed container main in pod loop_");
        Assert.Equal("Running", await Kubectl.FieldAsync("pod/loop", ".status.phase"));
    }

    [Theory]
    [InlineData("Never", "exit 0", "Succeeded", "Completed")]
    [InlineData("Never", "exit 4", "Failed", "Error")]
    [InlineData("OnFailure", "exit 0", "Succeeded", "Completed")]
    public async Task Pod_ThatEnds_HasThePhaseOfItsPolicy(string policy, string script, string phase, string reason)
    {
        await Kubectl.ApplyAsync(Manifests.Pod("once", script, spec: $"\"restartPolicy\": \"{policy}\""));
        await Kubectl.FieldIsAsync("pod/once", ".status.phase", phase);
        Assert.Equal(reason, await Kubectl.FieldAsync("pod/once", ".status.containerStatuses[0].state.terminated.reason"));
        Assert.Equal("0", await Kubectl.FieldAsync("pod/once", ".status.containerStatuses[0].restartCount"));
    }

    [Fact]
    public async Task ReadinessProbe_Failing_TakesThePodOutOfItsService()
    {
        await Kubectl.ApplyAsync(
            Manifests.WebPod("web", """
                "readinessProbe": {"exec": {"command": ["test", "-f", "/tmp/ready"]}, "periodSeconds": 1, "failureThreshold": 1}
                """),
            Manifests.Service("web", "web"));
        await Kubectl.FieldIsAsync("pod/web", ".status.phase", "Running");
        var address = $"http://{await Kubectl.FieldAsync("service/web", ".spec.clusterIP")}/";
        await Kubectl.FieldIsAsync("endpointslices", ".items[0].endpoints[0].conditions.ready", "false");
        await Assert.ThrowsAnyAsync<Exception>(() => Web.GetAsync(address));

        await Kubectl.TextAsync("exec", "web", "--", "touch", "/tmp/ready");
        await Web.AnswersAsync(address, "Hello from web");

        await Kubectl.TextAsync("exec", "web", "--", "rm", "/tmp/ready");
        await Kubectl.FieldIsAsync("pod/web", ".status.conditions[?(@.type=='Ready')].status", "False");
        await Eventually.HoldsAsync(async () => await Record.ExceptionAsync(() => Web.GetAsync(address)), refused => refused is not null);
        Assert.Equal("0", await Kubectl.FieldAsync("pod/web", ".status.containerStatuses[0].restartCount"));
    }

    [Fact]
    public async Task Container_OverItsMemoryLimit_IsOomKilled()
    {
        await Kubectl.ApplyAsync(Manifests.Pod("greedy", "exec tail /dev/zero", "\"resources\": {\"limits\": {\"memory\": \"24Mi\"}}", "\"restartPolicy\": \"Never\""));
        await Kubectl.FieldIsAsync("pod/greedy", ".status.containerStatuses[0].state.terminated.reason", "OOMKilled");
        Assert.Equal("137", await Kubectl.FieldAsync("pod/greedy", ".status.containerStatuses[0].state.terminated.exitCode"));
        Assert.Matches(@"greedy +0/1 +OOMKilled +0", await Kubectl.TextAsync("get", "pod", "greedy", "--no-headers"));
    }

    [Fact]
    public async Task Pod_Deleted_GetsItsGracePeriodToEnd()
    {
        // The shared folder outlives the Pod: what its trap wrote is proof that SIGTERM came, and that it had the time.
        var folder = Directory.CreateTempSubdirectory("trireme-grace-").FullName;
        try
        {
            await Kubectl.ApplyAsync(
                Manifests.Pod("polite", "trap 'sleep 2; echo bye >/out/polite; exit 0' TERM; while true; do sleep 0.1; done", OutMount, Out(folder), 20),
                Manifests.Pod("deaf", "trap '' TERM; while true; do sleep 0.1; done", OutMount, Out(folder), 3));
            await Kubectl.ReadyAsync("polite");
            await Kubectl.ReadyAsync("deaf");
            var started = Stopwatch.GetTimestamp();
            await Kubectl.TextAsync("delete", "pod", "polite");
            Assert.Equal("bye\n", await File.ReadAllTextAsync(Path.Combine(folder, "polite")));
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 1.5, 18);

            started = Stopwatch.GetTimestamp();
            await Kubectl.TextAsync("delete", "pod", "deaf");
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 2.5, 30);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Hooks_AfterStartAndBeforeStop_Run()
    {
        var folder = Directory.CreateTempSubdirectory("trireme-hooks-").FullName;
        try
        {
            await Kubectl.ApplyAsync(Manifests.Pod("hooked", "sleep 3600", OutMount + """
                , "lifecycle": {"postStart": {"exec": {"command": ["sh", "-c", "echo started >/out/start"]}},
                                "preStop": {"exec": {"command": ["sh", "-c", "echo stopping >/out/stop"]}}}
                """, Out(folder), 5));
            await Kubectl.ReadyAsync("hooked");
            await Eventually.HoldsAsync(
                () => Task.FromResult(File.Exists(Path.Combine(folder, "start")) ? File.ReadAllText(Path.Combine(folder, "start")) : ""), text => text == "started\n");
            await Kubectl.TextAsync("delete", "pod", "hooked");
            Assert.Equal("stopping\n", await File.ReadAllTextAsync(Path.Combine(folder, "stop")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Out(string folder) => $$"""
        "volumes": [{"name": "out", "hostPath": {"path": "{{folder}}", "type": "Directory"} }]
        """;
}
