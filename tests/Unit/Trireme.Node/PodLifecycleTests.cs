using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client;
using Xunit;
using ApiNode = Trireme.Api.Core.V1.Node;

namespace Trireme.Tests.Unit.Node;

public sealed class PodLifecycleTests
{
    [Fact]
    public async Task Node_AgentStarts_RegistersReady()
    {
        await using var bench = await AgentBench.StartAsync();
        var node = await bench.UntilNodeAsync(node => node.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True", Reason: "KubeletReady" }) == true);
        Assert.Equal("fakerd://1.0", node.Status.NodeInfo!.ContainerRuntimeVersion);
        Assert.Equal("110", node.Status.Allocatable!["pods"].ToString());
        Assert.Contains(node.Status.Addresses!, a => a is { Type: "InternalIP", Address: "192.0.2.1" });
        Assert.Equal("n1", node.Metadata.Labels!["kubernetes.io/hostname"]);
        Lease? lease = null;
        await bench.UntilAsync(async () => (lease = (await bench.Client.Resource<Lease>("kube-node-lease").GetAsync("n1")).Value) is not null);
        Assert.Equal("n1", lease!.Spec.HolderIdentity);
        Assert.Equal(node.Metadata.Uid, Assert.Single(lease.Metadata.OwnerReferences!).Uid);
    }

    [Fact]
    public async Task Pod_Simple_RunsAndIsReady()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(new PodSpec { Containers = [new Container { Name = "c", Image = "busybox", ImagePullPolicy = "IfNotPresent" }] });
        var pod = await bench.UntilAsync(pod => pod.Status.Conditions?.Any(c => c is { Type: "Ready", Status: "True" }) == true);
        Assert.Equal("Running", pod.Status.Phase);
        Assert.Equal("192.0.2.1", pod.Status.HostIP);
        Assert.StartsWith("10.0.0.", pod.Status.PodIP);
        Assert.Equal("BestEffort", pod.Status.QosClass);
        var status = Assert.Single(pod.Status.ContainerStatuses!);
        Assert.True(status.Ready);
        Assert.True(status.Started);
        Assert.Equal(0, status.RestartCount);
        Assert.StartsWith("fakerd://c", status.ContainerID);
        Assert.Equal(["Created container: c"], await bench.EventsAsync("Created"));
        Assert.Equal(["Started container c"], await bench.EventsAsync("Started"));
        Assert.Equal(["Container image \"busybox\" already present on machine"], await bench.EventsAsync("Pulled"));
    }

    [Fact]
    public async Task Container_KeepsCrashing_BacksOffLongerEachTime()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec());
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        var pauses = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            bench.Runtime.Exit("c", 1);
            var ended = bench.Time.GetUtcNow();
            var count = i + 1;
            await bench.UntilAsync(() => bench.Runtime.Containers("c").Any(c => c.Attempt == count && c.StartedAt is not null), 60);
            pauses.Add((bench.Runtime.Containers("c").Single(c => c.Attempt == count).StartedAt!.Value - ended).TotalSeconds);
        }
        // Only the least is certain: on a busy machine the clock runs ahead of the agent.
        Assert.InRange(pauses[1], 10, 60);
        Assert.InRange(pauses[2], 20, 60);
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0] is { RestartCount: 3, State.Running: not null });
        Assert.Equal(1, pod.Status.ContainerStatuses![0].LastState!.Terminated!.ExitCode);
        Assert.Contains(await bench.EventsAsync("BackOff"), message => message == $"Back-off restarting failed container c in pod p_default({pod.Metadata.Uid})");
    }

    [Fact]
    public async Task Container_InBackOff_ShowsCrashLoop()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec());
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        bench.Runtime.Exit("c", 2);
        await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0] is { RestartCount: 1, State.Running: not null }, 5);
        bench.Runtime.Exit("c", 2);
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0].State?.Waiting?.Reason == "CrashLoopBackOff", 5);
        Assert.Equal($"back-off 10s restarting failed container=c pod=p_default({pod.Metadata.Uid})", pod.Status.ContainerStatuses![0].State!.Waiting!.Message);
        Assert.Equal("Running", pod.Status.Phase);
    }

    [Fact]
    public async Task Image_CannotBePulled_BacksOffAndRecovers()
    {
        await using var bench = await AgentBench.StartAsync();
        var failing = true;
        bench.Runtime.PullFailure = _ => Volatile.Read(ref failing) ? "no such image" : null;
        await bench.CreateAsync(Spec(C() with { Image = "missing:1" }));
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].State?.Waiting?.Reason == "ErrImagePull");
        Assert.Equal("no such image", pod.Status.ContainerStatuses![0].State!.Waiting!.Message);
        pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0].State?.Waiting?.Reason == "ImagePullBackOff", 5);
        Assert.Equal("Back-off pulling image \"missing:1\": ErrImagePull: no such image", pod.Status.ContainerStatuses![0].State!.Waiting!.Message);
        Assert.Contains("Failed to pull image \"missing:1\": no such image", await bench.EventsAsync("Failed"));
        Assert.Contains("Back-off pulling image \"missing:1\"", await bench.EventsAsync("BackOff"));
        Volatile.Write(ref failing, false);
        await bench.UntilAsync(pod => pod.Status.Phase == "Running", 30);
        Assert.Contains(await bench.EventsAsync("Pulled"), message => message.StartsWith("Successfully pulled image \"missing:1\" in ", StringComparison.Ordinal) && message.EndsWith("Image size: 1000 bytes.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Image_NeverPull_SaysSo()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec(C() with { Image = "missing:1", ImagePullPolicy = "Never" }));
        await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].State?.Waiting?.Reason == "ErrImageNeverPull");
        Assert.Equal(["Container image \"missing:1\" is not present with pull policy of Never"], await bench.EventsAsync("ErrImageNeverPull"));
        Assert.DoesNotContain(bench.Runtime.Calls, call => call.StartsWith("pull", StringComparison.Ordinal));
    }

    [Fact]
    public async Task InitContainers_Run_InOrderBeforeTheOthers()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec() with { InitContainers = [C("i1"), C("i2")] });
        await bench.UntilAsync(pod => pod.Status.InitContainerStatuses?[0].State?.Running is not null);
        bench.Runtime.Exit("i1", 0);
        await bench.UntilAsync(pod => pod.Status.InitContainerStatuses![1].State?.Running is not null, 5);
        bench.Runtime.Exit("i2", 0);
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Running", 5);
        Assert.True(pod.Status.InitContainerStatuses!.All(status => status.Ready && status.State?.Terminated?.Reason == "Completed"));
        Assert.Equal(["start i1", "start i2", "start c"], bench.Runtime.Calls.Where(call => call.StartsWith("start", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Job_Completes_SucceedsAndStopsSandbox()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec() with { RestartPolicy = "Never" });
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        bench.Runtime.Exit("c", 0);
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Succeeded", 5);
        Assert.Equal("Completed", pod.Status.ContainerStatuses![0].State!.Terminated!.Reason);
        await bench.UntilAsync(() => bench.Runtime.Calls.Contains("stop-sandbox p"));
        Assert.DoesNotContain(bench.Runtime.Calls, call => call.StartsWith("remove", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pod_Deleted_EndsGracefullyAndLeavesNoTrace()
    {
        await using var bench = await AgentBench.StartAsync();
        var created = await bench.CreateAsync(Spec(C() with { Lifecycle = new Lifecycle { PreStop = new LifecycleHandler { Exec = new ExecAction { Command = ["bye"] } } } }) with { TerminationGracePeriodSeconds = 20 });
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        await bench.Pods.DeleteAsync("p");
        await bench.UntilAsync(async () => (await bench.Pods.GetAsync("p")).IsNotFound, 5);
        await bench.UntilAsync(() => bench.Runtime.Sandboxes.Count == 0 && bench.Agent.PodCount == 0, 5);
        var calls = bench.Runtime.Calls.SkipWhile(call => call != "exec c bye").ToList();
        // The hook's time comes off the grace.
        Assert.Matches("^stop c (20|1[0-9])$", calls[1]);
        Assert.Equal(["exec c bye", calls[1], "stop-sandbox p", "remove-sandbox p"], calls);
        Assert.Equal(["Stopping container c"], await bench.EventsAsync("Killing"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Folder, "pods")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Folder, "logs")));
        Assert.NotNull(created.Metadata.Uid);
    }

    [Fact]
    public async Task Agent_Restarted_AdoptsWhatRuns()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec(C() with { ReadinessProbe = new Probe { Exec = new ExecAction { Command = ["ready"] }, PeriodSeconds = 5 } }));
        var before = await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].Ready == true);
        await bench.Agent.StopAsync(TestContext.Current.CancellationToken);
        bench.Runtime.Exec = (_, _) => (1, "not now");
        var calls = bench.Runtime.Calls.Count;
        await bench.StartAgentAsync();
        await bench.UntilAsync(() => bench.Agent.PodCount == 1);
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0].Ready);
        Assert.Equal(before.Status.ContainerStatuses![0].ContainerID, pod.Status.ContainerStatuses![0].ContainerID);
        Assert.Equal(before.Status.PodIP, pod.Status.PodIP);
        Assert.DoesNotContain(bench.Runtime.Calls.Skip(calls), call => call.StartsWith("start", StringComparison.Ordinal) || call.StartsWith("stop", StringComparison.Ordinal));
        await bench.UntilAsync(pod => !pod.Status.ContainerStatuses![0].Ready, 30);
    }

    [Fact]
    public async Task Agent_RestartedAfterPodWasDeleted_RemovesOrphan()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec());
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        await bench.Agent.StopAsync(TestContext.Current.CancellationToken);
        await bench.Pods.DeleteAsync("p", new DeleteOptions { GracePeriodSeconds = 0 });
        await bench.StartAgentAsync();
        await bench.UntilAsync(() => bench.Runtime.Sandboxes.Count == 0, 30);
        Assert.Contains("stop c 30", bench.Runtime.Calls);
    }

    [Fact]
    public async Task Agent_TornDown_RemovesEverything()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec());
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        await bench.Agent.TeardownAsync(TestContext.Current.CancellationToken);
        Assert.Empty(bench.Runtime.Sandboxes);
        Assert.Empty(bench.Runtime.Containers("c"));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Folder, "pods")));
    }

    [Fact]
    public async Task Liveness_Fails_RestartsContainer()
    {
        await using var bench = await AgentBench.StartAsync();
        var healthy = true;
        bench.Runtime.Exec = (_, _) => Volatile.Read(ref healthy) ? (0, "") : (1, "dead");
        await bench.CreateAsync(Spec(C() with { LivenessProbe = new Probe { Exec = new ExecAction { Command = ["live"] }, PeriodSeconds = 1, FailureThreshold = 2 } }));
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        Volatile.Write(ref healthy, false);
        await bench.UntilAsync(() => bench.Runtime.Calls.Contains("stop c 30"), 10);
        Volatile.Write(ref healthy, true);
        await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0] is { RestartCount: 1, State.Running: not null }, 10);
        Assert.Contains("Container c failed liveness probe, will be restarted", await bench.EventsAsync("Killing"));
        Assert.Contains("Liveness probe failed: dead", await bench.EventsAsync("Unhealthy"));
    }

    [Fact]
    public async Task Startup_NotPassedYet_HoldsOthersBack()
    {
        await using var bench = await AgentBench.StartAsync();
        var up = false;
        bench.Runtime.Exec = (_, command) => command[0] != "up" || Volatile.Read(ref up) ? (0, "") : (1, "");
        await bench.CreateAsync(Spec(C() with
        {
            StartupProbe = new Probe { Exec = new ExecAction { Command = ["up"] }, PeriodSeconds = 1, FailureThreshold = 100 },
            ReadinessProbe = new Probe { Exec = new ExecAction { Command = ["ready"] } },
        }));
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        await bench.UntilAsync(() => bench.Runtime.Calls.Count(call => call == "exec c up") >= 3, 10);
        Assert.False(pod.Status.ContainerStatuses![0].Started);
        Assert.DoesNotContain("exec c ready", bench.Runtime.Calls);
        Volatile.Write(ref up, true);
        await bench.UntilAsync(pod => pod.Status.ContainerStatuses![0] is { Started: true, Ready: true }, 10);
    }

    [Fact]
    public async Task Sandbox_Dies_PodIsMadeAgain()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec());
        var before = await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        bench.Runtime.KillSandbox();
        var pod = await bench.UntilAsync(pod => pod.Status.PodIP != before.Status.PodIP && pod.Status.ContainerStatuses![0] is { RestartCount: 1, State.Running: not null }, 15);
        Assert.Equal("Running", pod.Status.Phase);
        Assert.Equal(["Pod sandbox changed, it will be killed and re-created."], await bench.EventsAsync("SandboxChanged"));
    }

    [Fact]
    public async Task ConfigMap_Missing_WaitsAndStartsWhenItComes()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec(C() with { VolumeMounts = [new VolumeMount { Name = "v", MountPath = "/v" }] }) with
        {
            Volumes = [new Volume { Name = "v", ConfigMap = new ConfigMapVolumeSource { Name = "cm" } }],
        });
        Assert.Contains("MountVolume.SetUp failed for volume \"v\" : configmap \"cm\" not found", await bench.EventsAsync("FailedMount", 5));
        var maps = bench.Client.Resource<ConfigMap>("default");
        await maps.CreateAsync(new ConfigMap { Metadata = new ObjectMeta { Name = "cm" }, Data = new Dictionary<string, string> { ["k"] = "1" } });
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Running", 20);
        var file = Path.Combine(bench.Folder, "pods", pod.Metadata.Uid!, "volumes/kubernetes.io~configmap/v/k");
        Assert.Equal("1", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await maps.PatchAsync("cm", PatchBody.Merge("""{"data":{"k":"2"}}"""u8.ToArray()));
        await bench.UntilAsync(() => File.ReadAllText(file) == "2", 5);
    }

    [Fact]
    public async Task Environment_MissingSecret_IsConfigErrorUntilItComes()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec(C() with
        {
            Env = [new EnvVar { Name = "S", ValueFrom = new EnvVarSource { SecretKeyRef = new SecretKeySelector { Name = "s", Key = "k" } } }, new EnvVar { Name = "T", Value = "<$(S)>" }],
        }));
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].State?.Waiting?.Reason == "CreateContainerConfigError", 5);
        Assert.Equal("secret \"s\" not found", pod.Status.ContainerStatuses![0].State!.Waiting!.Message);
        await bench.Client.Resource<Secret>("default").CreateAsync(new Secret { Metadata = new ObjectMeta { Name = "s" }, Data = new Dictionary<string, byte[]> { ["k"] = "v"u8.ToArray() } });
        await bench.UntilAsync(pod => pod.Status.Phase == "Running", 20);
        var spec = bench.Runtime.Spec(bench.Runtime.Containers("c")[0].Id);
        Assert.Contains(new KeyValuePair<string, string>("T", "<v>"), spec.Environment);
    }

    [Fact]
    public async Task Image_RootUserAndNonRootPolicy_IsRefused()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec(C() with { SecurityContext = new SecurityContext { RunAsNonRoot = true } }));
        var pod = await bench.UntilAsync(pod => pod.Status.ContainerStatuses?[0].State?.Waiting?.Reason == "CreateContainerConfigError", 5);
        Assert.Equal(
            $"container has runAsNonRoot and image will run as root (pod: \"p_default({pod.Metadata.Uid})\", container: c)",
            pod.Status.ContainerStatuses![0].State!.Waiting!.Message);
    }

    [Fact]
    public async Task Pod_AsksForWhatNodeCannotDo_IsRejected()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec() with { HostUsers = false });
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Failed", 5);
        Assert.Equal("UnsupportedFeature", pod.Status.Reason);
        Assert.Equal("Pod was rejected: this node does not support spec.hostUsers: false", pod.Status.Message);
        await bench.CreateAsync(Spec(C() with { Resources = new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("1000") } } }), "big");
        var big = await bench.UntilAsync(pod => pod.Status.Phase == "Failed", 5, "big");
        Assert.Equal("OutOfcpu", big.Status.Reason);
        Assert.StartsWith("Pod was rejected: Node didn't have enough resource: cpu, requested: 1000000, used: 0, capacity: ", big.Status.Message);
        Assert.Empty(bench.Runtime.Sandboxes);
    }

    [Fact]
    public async Task Deadline_Passed_FailsPod()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec() with { ActiveDeadlineSeconds = 20 });
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Failed", 40);
        Assert.Equal("DeadlineExceeded", pod.Status.Reason);
        Assert.Equal("Pod was active on the node longer than the specified deadline", pod.Status.Message);
        Assert.Contains(bench.Runtime.Calls, call => call.StartsWith("stop c", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sidecar_OfFinishedJob_IsEndedLast()
    {
        await using var bench = await AgentBench.StartAsync();
        await bench.CreateAsync(Spec() with { RestartPolicy = "Never", InitContainers = [C("side") with { RestartPolicy = "Always" }] });
        await bench.UntilAsync(pod => pod.Status.Phase == "Running");
        bench.Runtime.Exit("c", 0);
        var pod = await bench.UntilAsync(pod => pod.Status.Phase == "Succeeded", 5);
        Assert.NotNull(pod.Status.InitContainerStatuses![0].State!.Terminated);
        Assert.Contains(bench.Runtime.Calls, call => call.StartsWith("stop side", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Node_Deleted_RegistersAgain()
    {
        await using var bench = await AgentBench.StartAsync();
        var first = await bench.UntilNodeAsync(_ => true);
        await bench.Client.Resource<ApiNode>().DeleteAsync("n1");
        var second = await bench.UntilNodeAsync(node => node.Metadata.Uid != first.Metadata.Uid, 30);
        Assert.Contains(second.Status.Conditions!, condition => condition is { Type: "Ready", Status: "True" });
    }

    private static Container C(string name = "c") => new() { Name = name, Image = "busybox", ImagePullPolicy = "IfNotPresent" };

    private static PodSpec Spec(Container? container = null) => new() { Containers = [container ?? C()] };
}
