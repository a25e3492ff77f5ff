using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;
using Trireme.Node.Statuses;
using Xunit;
using RuntimeContainer = Trireme.Node.Runtime.ContainerState;

namespace Trireme.Tests.Unit.Node.Statuses;

public sealed class PodStatusBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PodHealth _health = new();
    private readonly Dictionary<string, WaitingCause> _causes = [];

    [Fact]
    public void Build_NothingRuns_IsPendingAndCreating()
    {
        var status = Build(Pod(C("a")), null);
        Assert.Equal("Pending", status.Phase);
        Assert.Equal("ContainerCreating", status.ContainerStatuses![0].State!.Waiting!.Reason);
        AssertCondition(status, "PodReadyToStartContainers", "False", null, null);
        AssertCondition(status, "Initialized", "True", null, null);
        AssertCondition(status, "Ready", "False", "ContainersNotReady", "containers with unready status: [a]");
        AssertCondition(status, "PodScheduled", "True", null, null);
    }

    [Fact]
    public void Build_InitRuns_OthersAreInitializing()
    {
        var pod = Pod(C("a")) with { Spec = new PodSpec { InitContainers = [C("i")], Containers = [C("a")] } };
        var status = Build(pod, State(Running("i")));
        Assert.Equal("Pending", status.Phase);
        Assert.NotNull(status.InitContainerStatuses![0].State!.Running);
        Assert.Equal("PodInitializing", status.ContainerStatuses![0].State!.Waiting!.Reason);
        AssertCondition(status, "Initialized", "False", "ContainersNotInitialized", "containers with incomplete status: [i]");
    }

    [Fact]
    public void Build_Crashed_WaitsWithLastState()
    {
        _causes["a"] = new WaitingCause("CrashLoopBackOff", "back-off 10s restarting failed container=a pod=p_ns(u)");
        var status = Build(Pod(C("a")), State(Exited("a", 3)));
        var container = status.ContainerStatuses![0];
        Assert.Equal("Running", status.Phase);
        Assert.Equal("CrashLoopBackOff", container.State!.Waiting!.Reason);
        Assert.Equal(3, container.LastState!.Terminated!.ExitCode);
        Assert.Equal("Error", container.LastState.Terminated.Reason);
        Assert.False(container.Ready);
        Assert.False(container.Started);
    }

    [Theory]
    [InlineData("Always", 0, false, "Running")]
    [InlineData("OnFailure", 0, false, "Succeeded")]
    [InlineData("OnFailure", 1, false, "Running")]
    [InlineData("Never", 0, false, "Succeeded")]
    [InlineData("Never", 1, false, "Failed")]
    [InlineData("Always", 0, true, "Succeeded")]
    [InlineData("Always", 1, true, "Failed")]
    public void Build_AllEnded_HasPhase(string policy, int code, bool terminal, string phase)
    {
        var pod = Pod(C("a"));
        pod = pod with { Spec = pod.Spec with { RestartPolicy = policy } };
        Assert.Equal(phase, Build(pod, State(Exited("a", code)) with { Sandboxes = [] }, terminal).Phase);
    }

    [Fact]
    public void Build_Succeeded_SaysPodCompleted()
    {
        var pod = Pod(C("a"));
        var status = Build(pod with { Spec = pod.Spec with { RestartPolicy = "Never" } }, State(Exited("a", 0)));
        AssertCondition(status, "Ready", "False", "PodCompleted", null);
        AssertCondition(status, "ContainersReady", "False", "PodCompleted", null);
        Assert.Equal("Completed", status.ContainerStatuses![0].State!.Terminated!.Reason);
    }

    [Fact]
    public void Build_ReadinessProbeNotPassed_IsRunningNotReady()
    {
        var pod = Pod(C("a") with { ReadinessProbe = new Probe() });
        var running = Running("a");
        Assert.False(Build(pod, State(running)).ContainerStatuses![0].Ready);
        Assert.True(Build(pod, State(running)).ContainerStatuses![0].Started);
        _health.Set(running.Id, ProbeKind.Readiness, true);
        AssertCondition(Build(pod, State(running)), "Ready", "True", null, null);
    }

    [Fact]
    public void Build_ReadinessGate_HoldsReadyBack()
    {
        var pod = Pod(C("a"));
        pod = pod with { Spec = pod.Spec with { ReadinessGates = [new PodReadinessGate { ConditionType = "x/y" }] } };
        var status = Build(pod, State(Running("a")));
        AssertCondition(status, "ContainersReady", "True", null, null);
        AssertCondition(status, "Ready", "False", "ReadinessGatesNotReady", "corresponding condition of pod readiness gate \"x/y\" does not exist.");
        var gated = pod with { Status = new PodStatus { Conditions = [new PodCondition { Type = "x/y", Status = "True" }] } };
        AssertCondition(Build(gated, State(Running("a"))), "Ready", "True", null, null);
    }

    [Fact]
    public void Build_RunningContainerVanished_CountsAsRestarted()
    {
        var previous = new PodStatus
        {
            ContainerStatuses = [new ContainerStatus { Name = "a", RestartCount = 1, ContainerID = "x://1", State = new() { Running = new() } }],
        };
        var status = Build(Pod(C("a")), State(), previous: previous).ContainerStatuses![0];
        Assert.Equal(2, status.RestartCount);
        Assert.Equal("ContainerStatusUnknown", status.LastState!.Terminated!.Reason);
        Assert.Equal(137, status.LastState.Terminated.ExitCode);
    }

    [Fact]
    public void Build_TransitionTime_MovesOnlyWithStatus()
    {
        var before = Build(Pod(C("a")), null);
        var later = Build(Pod(C("a")), State(Running("a")), previous: before, now: Now.AddMinutes(1));
        Assert.Equal(Now, later.Conditions!.Single(c => c.Type == "Initialized").LastTransitionTime);
        Assert.Equal(Now.AddMinutes(1), later.Conditions!.Single(c => c.Type == "Ready").LastTransitionTime);
        Assert.Equal(Now, later.StartTime);
    }

    [Fact]
    public void Build_FailureWhileContainersRun_IsNotFailedYet()
    {
        var failure = new WaitingCause("Evicted", "low");
        var running = Build(Pod(C("a")), State(Running("a")), failure: failure);
        Assert.Equal("Running", running.Phase);
        Assert.Null(running.Reason);
        var ended = Build(Pod(C("a")), State(Exited("a", 137)) with { Sandboxes = [] }, terminal: true, failure: failure);
        Assert.Equal(("Failed", "Evicted", "low"), (ended.Phase, ended.Reason, ended.Message));
    }

    [Theory]
    [InlineData(null, null, null, null, "BestEffort")]
    [InlineData("100m", null, null, null, "Burstable")]
    [InlineData("100m", "100m", "1Mi", "1Mi", "Guaranteed")]
    [InlineData(null, "100m", null, "1Mi", "Guaranteed")]
    [InlineData("50m", "100m", "1Mi", "1Mi", "Burstable")]
    [InlineData("100m", "100m", null, null, "Burstable")]
    public void QosClass_OfSpec_IsAsDocumented(string? cpuRequest, string? cpuLimit, string? memoryRequest, string? memoryLimit, string expected)
    {
        var container = C("a") with { Resources = new ResourceRequirements { Requests = Map(cpuRequest, memoryRequest), Limits = Map(cpuLimit, memoryLimit) } };
        Assert.Equal(expected, QosClass.Of(new PodSpec { Containers = [container] }));
    }

    private static Dictionary<string, Quantity> Map(string? cpu, string? memory)
    {
        var map = new Dictionary<string, Quantity>();
        if (cpu is not null)
            map["cpu"] = Quantity.Parse(cpu);
        if (memory is not null)
            map["memory"] = Quantity.Parse(memory);
        return map;
    }

    private static void AssertCondition(PodStatus status, string type, string value, string? reason, string? message)
    {
        var condition = status.Conditions!.Single(c => c.Type == type);
        Assert.Equal((value, reason, message), (condition.Status, condition.Reason, condition.Message));
    }

    private static Container C(string name) => new() { Name = name, Image = "busybox" };

    private static Pod Pod(Container container) => new()
    {
        Metadata = new ObjectMeta { Name = "p", Namespace = "ns", Uid = "u" },
        Spec = new PodSpec { Containers = [container] },
    };

    private static RuntimeContainer Running(string name) => new() { Id = "id-" + name, SandboxId = "s", Name = name, Phase = ContainerPhase.Running, StartedAt = Now };

    private static RuntimeContainer Exited(string name, int code) =>
        new() { Id = "id-" + name, SandboxId = "s", Name = name, Phase = ContainerPhase.Exited, ExitCode = code, FinishedAt = Now };

    private static PodRuntimeState State(params RuntimeContainer[] containers) => new(
        "u", null!, [new SandboxState { Id = "s", PodNamespace = "ns", PodName = "p", PodUid = "u", Ready = true, Addresses = ["10.0.0.1"] }], containers);

    private PodStatus Build(
        Pod pod, PodRuntimeState? state, bool terminal = false, PodStatus? previous = null, WaitingCause? failure = null, DateTimeOffset? now = null) =>
        PodStatusBuilder.Build(new PodStatusInputs
        {
            Pod = pod,
            Previous = previous ?? pod.Status,
            State = state,
            Health = _health,
            Causes = _causes,
            RuntimeName = "fake",
            HostAddresses = ["192.0.2.1"],
            Terminal = terminal,
            Failure = failure,
            Now = now ?? Now,
        });
}
