using Trireme.Api.Core.V1;
using Trireme.Node.Pods;
using Trireme.Node.Probes;
using Trireme.Node.Runtime;
using Xunit;
using ContainerState = Trireme.Node.Runtime.ContainerState;

namespace Trireme.Tests.Unit.Node.Pods;

public sealed class PodPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, BackOff> _backOffs = [];
    private readonly PodHealth _health = new();
    private int _ids;

    [Fact]
    public void Compute_NothingThere_MakesSandbox()
    {
        var plan = Plan(Spec(["a"]), null);
        Assert.True(plan.CreateSandbox);
        Assert.Equal(0, plan.SandboxAttempt);
        Assert.Empty(plan.Starts);
    }

    [Fact]
    public void Compute_SandboxDied_MakesNextOne()
    {
        var plan = Plan(Spec(["a"]), State([Sandbox("s1", 0, ready: false)], Running("a", "s1")));
        Assert.True(plan.CreateSandbox);
        Assert.Equal(1, plan.SandboxAttempt);
    }

    [Fact]
    public void Compute_SandboxReady_StartsAllRegularContainersInOrder()
    {
        var plan = Plan(Spec(["a", "b"]), State([Sandbox("s1")]));
        Assert.Equal(["a", "b"], Names(plan));
    }

    [Fact]
    public void Compute_InitContainers_StartOneAfterTheOther()
    {
        var spec = Spec(["a"]) with { InitContainers = [C("i1"), C("i2")] };
        Assert.Equal(["i1"], Names(Plan(spec, State([Sandbox("s1")]))));
        Assert.Empty(Names(Plan(spec, State([Sandbox("s1")], Running("i1", "s1")))));
        Assert.Equal(["i2"], Names(Plan(spec, State([Sandbox("s1")], Exited("i1", "s1", 0)))));
        Assert.Equal(["a"], Names(Plan(spec, State([Sandbox("s1")], Exited("i1", "s1", 0), Exited("i2", "s1", 0)))));
    }

    [Fact]
    public void Compute_InitContainersOfOldSandbox_RunAgain()
    {
        var spec = Spec(["a"]) with { InitContainers = [C("i1")] };
        var plan = Plan(spec, State([Sandbox("s2", 1), Sandbox("s1", 0, ready: false)], Exited("i1", "s1", 0), Exited("a", "s1", 137)));
        Assert.Equal(["i1"], Names(plan));
    }

    [Fact]
    public void Compute_FailedInit_RestartsUnlessNever()
    {
        var spec = Spec(["a"]) with { InitContainers = [C("i1")] };
        Assert.Equal(["i1"], Names(Plan(spec, State([Sandbox("s1")], Exited("i1", "s1", 1)))));
        var never = Plan(spec with { RestartPolicy = "Never" }, State([Sandbox("s1")], Exited("i1", "s1", 1)));
        Assert.True(never.Finished);
        Assert.Empty(never.Starts);
    }

    [Fact]
    public void Compute_Sidecar_LetsOthersStartOnceItHasStarted()
    {
        var probed = C("side") with { RestartPolicy = "Always", StartupProbe = new Probe { TcpSocket = new TCPSocketAction { Port = 1 } } };
        var spec = Spec(["a"]) with { InitContainers = [probed] };
        var side = Running("side", "s1");
        Assert.Empty(Names(Plan(spec, State([Sandbox("s1")], side))));
        _health.Set(side.Id, ProbeKind.Startup, true);
        Assert.Equal(["a"], Names(Plan(spec, State([Sandbox("s1")], side))));
    }

    [Fact]
    public void Compute_SidecarEndedWhileOthersRun_IsStartedAgain()
    {
        var spec = Spec(["a"]) with { RestartPolicy = "Never", InitContainers = [C("side") with { RestartPolicy = "Always" }] };
        Assert.Equal(["side"], Names(Plan(spec, State([Sandbox("s1")], Exited("side", "s1", 0), Running("a", "s1")))));
    }

    [Fact]
    public void Compute_AllDoneBesidesSidecar_IsFinished()
    {
        var spec = Spec(["a"]) with { RestartPolicy = "Never", InitContainers = [C("side") with { RestartPolicy = "Always" }] };
        Assert.True(Plan(spec, State([Sandbox("s1")], Running("side", "s1"), Exited("a", "s1", 0))).Finished);
    }

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 1, true)]
    [InlineData("Never", 0, false)]
    [InlineData("Never", 1, false)]
    public void Compute_EndedContainer_FollowsRestartPolicy(string policy, int exitCode, bool again)
    {
        var plan = Plan(Spec(["a"]) with { RestartPolicy = policy }, State([Sandbox("s1")], Exited("a", "s1", exitCode)));
        Assert.Equal(again, plan.Starts.Count == 1);
        Assert.Equal(!again, plan.Finished);
    }

    [Fact]
    public void Compute_RestartRuleByExitCode_GoesBeforePolicy()
    {
        var container = C("a") with { RestartPolicyRules = [new ContainerRestartRule { Action = "Restart", ExitCodes = new() { Operator = "In", Values = [42] } }] };
        var spec = new PodSpec { Containers = [container], RestartPolicy = "Never" };
        Assert.Single(Plan(spec, State([Sandbox("s1")], Exited("a", "s1", 42))).Starts);
        Assert.True(Plan(spec, State([Sandbox("s1")], Exited("a", "s1", 41))).Finished);
    }

    [Fact]
    public void Compute_BackOffPending_WaitsAndSaysUntilWhen()
    {
        var backOff = new BackOff();
        backOff.Next(Now, Now);
        _backOffs["a"] = backOff;
        var plan = Plan(Spec(["a"]), State([Sandbox("s1")], Exited("a", "s1", 1)));
        Assert.Empty(plan.Starts);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(plan.Waits).Delay);
        Assert.Equal(Now.AddSeconds(10), plan.WakeAt);
    }

    [Fact]
    public void Compute_LivenessFailed_KillsWithItsWords()
    {
        var spec = new PodSpec { Containers = [C("a") with { LivenessProbe = new Probe() }] };
        var running = Running("a", "s1");
        _health.Set(running.Id, ProbeKind.Liveness, false);
        Assert.Equal("Container a failed liveness probe, will be restarted", Assert.Single(Plan(spec, State([Sandbox("s1")], running)).Kills).Message);
        Assert.Equal("Container a failed liveness probe", Assert.Single(Plan(spec with { RestartPolicy = "Never" }, State([Sandbox("s1")], running)).Kills).Message);
    }

    [Fact]
    public void Compute_ImageChanged_KillsContainer()
    {
        var running = Running("a", "s1") with { Annotations = new Dictionary<string, string> { [RuntimeLabels.ContainerHash] = ContainerHash.Of(C("a")) } };
        Assert.Empty(Plan(Spec(["a"]), State([Sandbox("s1")], running)).Kills);
        var changed = new PodSpec { Containers = [C("a") with { Image = "web:2" }] };
        Assert.Equal("Container a definition changed, will be restarted", Assert.Single(Plan(changed, State([Sandbox("s1")], running)).Kills).Message);
    }

    [Fact]
    public void Compute_EphemeralContainer_StartsOnceAndNeverAgain()
    {
        var spec = Spec(["a"]) with { EphemeralContainers = [new EphemeralContainer { Name = "debug", Image = "busybox" }] };
        Assert.Equal(["debug"], Names(Plan(spec, State([Sandbox("s1")], Running("a", "s1")))));
        Assert.Empty(Names(Plan(spec, State([Sandbox("s1")], Running("a", "s1"), Exited("debug", "s1", 1)))));
    }

    private static IEnumerable<string> Names(PodPlan plan) => plan.Starts.Select(start => start.Container.Name);

    private static PodSpec Spec(IEnumerable<string> names) => new() { Containers = [.. names.Select(C)] };

    private static Container C(string name) => new() { Name = name, Image = "busybox" };

    private static SandboxState Sandbox(string id, int attempt = 0, bool ready = true) =>
        new() { Id = id, PodNamespace = "default", PodName = "p", PodUid = "u", Attempt = attempt, Ready = ready, CreatedAt = Now.AddMinutes(attempt) };

    private static PodRuntimeState State(IReadOnlyList<SandboxState> sandboxes, params ContainerState[] containers) => new("u", null!, sandboxes, containers);

    private ContainerState Running(string name, string sandbox) => new() { Id = $"c{++_ids}", SandboxId = sandbox, Name = name, Phase = ContainerPhase.Running, StartedAt = Now };

    private ContainerState Exited(string name, string sandbox, int code) =>
        new() { Id = $"c{++_ids}", SandboxId = sandbox, Name = name, Phase = ContainerPhase.Exited, ExitCode = code, FinishedAt = Now };

    private PodPlan Plan(PodSpec spec, PodRuntimeState? state) =>
        PodPlanner.Compute(spec, state, _health, container => _backOffs.TryGetValue(container.Name, out var known) ? known : new BackOff(), Now);
}
