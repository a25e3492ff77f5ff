using Trireme.Api.Apps.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.ReplicaSets;
using Trireme.Controllers.ReplicaSets.Steps;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.ReplicaSets;

public sealed class ReplicaSetReconcilerTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(3, 1, true, 2, 0)]
    [InlineData(3, 3, true, 0, 0)]
    [InlineData(1, 3, true, 0, 2)]
    [InlineData(3, 1, false, 0, 0)]
    [InlineData(1, 3, false, 0, 0)]
    [InlineData(2000, 0, true, 500, 0)]
    public void Plan_Pods_MissingAreCreatedAndTooManyDeleted(int wanted, int present, bool current, int create, int delete)
    {
        var plan = ReplicaSetReconciler.Plan(State(wanted, [.. Enumerable.Range(0, present).Select(i => Pod($"p{i}"))], current));

        Assert.Equal(create, plan.Create);
        Assert.Equal(delete, plan.Delete.Count);
        Assert.Equal(present, plan.Status.Replicas);
    }

    [Fact]
    public void Plan_ReplicaSetIsGoing_LeavesPodsAlone()
    {
        var state = State(3, []);
        var going = state with { ReplicaSet = state.ReplicaSet with { Metadata = state.ReplicaSet.Metadata with { DeletionTimestamp = Now } } };
        Assert.Equal(0, ReplicaSetReconciler.Plan(going).Create);
    }

    [Fact]
    public void Plan_PodsInAllStates_AreCounted()
    {
        Pod[] pods =
        [
            Pod("fresh", ready: Now.AddSeconds(-5)),
            Pod("settled", ready: Now.AddMinutes(-5)),
            Pod("unready"),
            Pod("going", ready: Now.AddMinutes(-5)) is var going ? going with { Metadata = going.Metadata with { DeletionTimestamp = Now } } : null!,
        ];
        var plan = ReplicaSetReconciler.Plan(State(3, pods, minReadySeconds: 30));

        Assert.Equal((3, 2, 1, 1), (plan.Status.Replicas, plan.Status.ReadyReplicas, plan.Status.AvailableReplicas, plan.Status.TerminatingReplicas));
        Assert.Equal(TimeSpan.FromSeconds(25), plan.LookAgain);
    }

    public static TheoryData<string, Pod, Pod> Ranks => new()
    {
        { "not bound", Pod("x", node: ""), Pod("y") },
        { "pending", Pod("x", phase: "Pending"), Pod("y") },
        { "unknown", Pod("x", phase: "Unknown"), Pod("y") },
        { "not ready", Pod("x"), Pod("y", ready: Now.AddHours(-1)) },
        { "cheaper", Pod("x", cost: "-5", ready: Now.AddHours(-1)), Pod("y", ready: Now.AddMinutes(-1)) },
        { "crowded", Pod("x", node: "full", ready: Now.AddHours(-1)), Pod("y", ready: Now.AddMinutes(-1)) },
        { "ready for a shorter time", Pod("x", ready: Now.AddMinutes(-1)), Pod("y", ready: Now.AddHours(-9)) },
        { "restarted", Pod("x", restarts: 3), Pod("y") },
        { "younger", Pod("x", created: Now.AddMinutes(-1)), Pod("y", created: Now.AddHours(-9)) },
    };

    [Theory]
    [MemberData(nameof(Ranks), DisableDiscoveryEnumeration = true)]
    public void DeletionOrder_OneIsMissedLess_GoesFirst(string why, Pod first, Pod last)
    {
        var crowd = new Dictionary<string, int> { ["n"] = 1, ["full"] = 2 };
        Assert.True(DeletionOrder.Sort([last, first], crowd, Now).First() == first, why);
        Assert.True(DeletionOrder.Sort([first, last], crowd, Now).First() == first, why);
    }

    [Fact]
    public void WithFailure_ToldAlready_StaysAsItWas()
    {
        var state = State(3, []);
        var first = StatusStep.WithFailure(state, state.ReplicaSet.Status, "one");
        Assert.Equal(("FailedCreate", "one"), (first.Conditions.Find("ReplicaFailure")!.Reason, first.Conditions.Find("ReplicaFailure")!.Message));

        var told = state with { ReplicaSet = state.ReplicaSet with { Status = first } };
        Assert.Equal("one", StatusStep.WithFailure(told, ReplicaSetReconciler.Plan(told).Status, "two").Conditions.Find("ReplicaFailure")!.Message);
        Assert.Null(ReplicaSetReconciler.Plan(told).Status.Conditions);
    }

    private static ReplicaSetState State(int wanted, IReadOnlyList<Pod> pods, bool current = true, int minReadySeconds = 0) => new(
        new ReplicaSet { Metadata = new ObjectMeta { Name = "rs", Namespace = "ns" }, Spec = new ReplicaSetSpec { Replicas = wanted, MinReadySeconds = minReadySeconds } },
        pods,
        new(() => new Dictionary<string, int>()),
        current,
        Now);

    private static Pod Pod(
        string name, string node = "n", string phase = "Running", DateTimeOffset? ready = null, string? cost = null, int restarts = 0, DateTimeOffset? created = null) => new()
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Uid = name,
                CreationTimestamp = created ?? Now.AddDays(-1),
                Annotations = cost is null ? null : new Dictionary<string, string> { ["controller.kubernetes.io/pod-deletion-cost"] = cost },
            },
            Spec = new PodSpec { NodeName = node },
            Status = new PodStatus
            {
                Phase = phase,
                Conditions = [new PodCondition { Type = "Ready", Status = ready is null ? "False" : "True", LastTransitionTime = ready }],
                ContainerStatuses = [new ContainerStatus { RestartCount = restarts }],
            },
        };
}
