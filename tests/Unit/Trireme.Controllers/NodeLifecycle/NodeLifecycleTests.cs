using System.Net;
using Trireme.Api.Coordination.V1;
using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.NodeAddresses;
using Trireme.Controllers.NodeAddresses.Steps;
using Trireme.Controllers.NodeLifecycle;
using Trireme.Controllers.NodeLifecycle.Steps;
using Trireme.Controllers.TaintEviction;
using Trireme.Controllers.TaintEviction.Steps;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.NodeLifecycle;

using Node = global::Trireme.Api.Core.V1.Node;

public sealed class NodeLifecycleTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Health_SilentTooLong_TellsUnknownInKubernetesWords()
    {
        var node = HealthStep.Apply(State(Node("True"), silent: 41));

        var ready = node.Status.Conditions.Find("Ready")!;
        Assert.Equal(("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status."), (ready.Status, ready.Reason, ready.Message));
        var disk = node.Status.Conditions.Find("DiskPressure")!;
        Assert.Equal(("Unknown", "NodeStatusNeverUpdated", "Kubelet never posted node status."), (disk.Status, disk.Reason, disk.Message));

        var again = State(node, silent: 99);
        Assert.True(HealthStep.Apply(again).SameAs(node));
    }

    [Fact]
    public void Health_HeardOfLately_ChangesNothing()
    {
        var node = Node("True");
        Assert.Same(node, HealthStep.Apply(State(node, silent: 40)));
    }

    [Theory]
    [InlineData("True", "Granted", "other:NoSchedule")]
    [InlineData("False", "Granted", "other:NoSchedule node.kubernetes.io/not-ready:NoSchedule node.kubernetes.io/not-ready:NoExecute")]
    [InlineData("Unknown", "Granted", "other:NoSchedule node.kubernetes.io/unreachable:NoSchedule node.kubernetes.io/unreachable:NoExecute")]
    [InlineData("Unknown", "Later", "other:NoSchedule node.kubernetes.io/unreachable:NoSchedule")]
    public void Taints_Readiness_BringsThem(string ready, string leave, string expected)
    {
        var node = Node(ready, new Taint { Key = "other", Effect = "NoSchedule" });
        var tainted = TaintStep.Apply(State(node, 0, Enum.Parse<EvictionLeave>(leave)), node);

        Assert.Equal(expected, string.Join(' ', tainted.Spec.Taints!.Select(taint => $"{taint.Key}:{taint.Effect}")));
        Assert.Same(tainted, TaintStep.Apply(State(tainted, 0, Enum.Parse<EvictionLeave>(leave)), tainted));
    }

    [Fact]
    public void Taints_NodeIsBack_AreTakenAwayAgain()
    {
        var node = Node("True", new Taint { Key = "node.kubernetes.io/unreachable", Effect = "NoExecute" }, new Taint { Key = "node.kubernetes.io/unreachable", Effect = "NoSchedule" });
        Assert.Null(TaintStep.Apply(State(node, 0), node).Spec.Taints);
    }

    [Fact]
    public void Taints_NoNodeIsReady_EvictionIsWithdrawn()
    {
        var node = Node("Unknown", new Taint { Key = "node.kubernetes.io/unreachable", Effect = "NoExecute" });
        var leave = new EvictionGate(new ManualTimeProvider()).Ask(node, [node], take: true).Leave;

        Assert.Equal(EvictionLeave.Withdrawn, leave);
        Assert.Equal(["NoSchedule"], TaintStep.Apply(State(node, 0, leave), node).Spec.Taints!.Select(taint => taint.Effect));
    }

    [Fact]
    public void Gate_SecondNodeOfZone_WaitsTenSeconds()
    {
        var time = new ManualTimeProvider();
        var gate = new EvictionGate(time);
        Node[] all = [Node("Unknown"), Node("Unknown"), Node("True"), Node("True"), Node("True")];

        Assert.Equal(EvictionLeave.Granted, gate.Ask(all[0], all, take: true).Leave);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((EvictionLeave.Later, TimeSpan.FromSeconds(6)), gate.Ask(all[1], all, take: true));
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(EvictionLeave.Granted, gate.Ask(all[1], all, take: true).Leave);
    }

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(4, 6, -1)]
    [InlineData(40, 60, 100)]
    [InlineData(0, 5, 10)]
    [InlineData(1, 2, 10)]
    public void Gate_ShareOfZoneAway_SlowsDown(int ready, int away, int seconds)
    {
        var zone = Enumerable.Repeat(Node("True"), ready).Concat(Enumerable.Repeat(Node("Unknown"), away));
        Assert.Equal(seconds < 0 ? null : TimeSpan.FromSeconds(seconds), EvictionGate.Pause(zone));
    }

    [Fact]
    public void Heartbeats_LeaseRenewed_EndsSilenceAndTellsOfReturnOnly()
    {
        var time = new ManualTimeProvider();
        var heartbeats = new NodeHeartbeats(time);
        var grace = TimeSpan.FromSeconds(40);
        Assert.False(heartbeats.Saw(Lease(0), grace));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(10), heartbeats.Silent("n"));
        Assert.False(heartbeats.Saw(Lease(0), grace)); // the same renewal seen again is no news
        Assert.Equal(TimeSpan.FromSeconds(10), heartbeats.Silent("n"));
        Assert.False(heartbeats.Saw(Lease(1), grace));
        Assert.Equal(TimeSpan.Zero, heartbeats.Silent("n"));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(heartbeats.Saw(Lease(2), grace));
    }

    [Fact]
    public void Tolerance_NotTolerated_GoesAtOnce() => Assert.Equal(Now, EvictAt([]));

    [Fact]
    public void Tolerance_WithoutTime_StaysForEver() =>
        Assert.Null(EvictAt([new Toleration { Key = "k", Operator = "Exists" }]));

    [Theory]
    [InlineData(300, null, 240)]
    [InlineData(300, 20, -40)]
    [InlineData(-5, null, -60)]
    public void Tolerance_WithTime_CountsFromTaint(long first, int? second, int due)
    {
        var tolerations = new List<Toleration> { new() { Key = "k", Operator = "Exists", Effect = "NoExecute", TolerationSeconds = first } };
        if (second is { } seconds)
            tolerations.Add(new Toleration { Operator = "Exists", TolerationSeconds = seconds });
        Assert.Equal(Now.AddSeconds(due), EvictAt(tolerations)); // the taint is a minute old
    }

    [Theory]
    [InlineData("10.0.0.0/8", 24, "", "10.0.0.0/24")]
    [InlineData("10.0.0.0/8", 24, "10.0.0.0/24,10.0.2.0/24", "10.0.1.0/24")]
    [InlineData("10.0.0.0/8", 24, "10.0.0.0/23", "10.0.2.0/24")]
    [InlineData("10.0.0.0/8", 24, "10.0.0.128/25", "10.0.1.0/24")]
    [InlineData("10.0.0.0/23", 24, "10.0.0.0/24,10.0.1.0/24", null)]
    [InlineData("10.0.0.0/23", 24, "192.168.0.0/16,fd00::/64", "10.0.0.0/24")]
    [InlineData("fd00::/48", 64, "fd00::/64", "fd00:0:0:1::/64")]
    public void Range_OthersTaken_FindsFirstFree(string cluster, int length, string taken, string? expected)
    {
        var others = taken.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPNetwork.Parse).ToList();
        Assert.Equal(expected is null ? null : IPNetwork.Parse(expected), RangeStep.FindFree(new NodeAddressState(Node("True"), IPNetwork.Parse(cluster), length, others)));
    }

    private static DateTimeOffset? EvictAt(IReadOnlyList<Toleration> tolerations) => ToleranceStep.EvictAt(new TaintEvictionState(
        new Pod { Metadata = new ObjectMeta { CreationTimestamp = Now.AddHours(-1) }, Spec = new PodSpec { Tolerations = tolerations } },
        [new Taint { Key = "k", Effect = "NoExecute", TimeAdded = Now.AddMinutes(-1) }],
        Now));

    private static NodeState State(Node node, int silent, EvictionLeave leave = EvictionLeave.Granted) =>
        new(node, TimeSpan.FromSeconds(silent), TimeSpan.FromSeconds(40), leave, Now);

    private static Lease Lease(int renewed) => new()
    {
        Metadata = new ObjectMeta { Name = "n" },
        Spec = new LeaseSpec { RenewTime = Now.AddSeconds(renewed) },
    };

    private static Node Node(string ready, params Taint[] taints) => new()
    {
        Metadata = new ObjectMeta { Name = "n" },
        Spec = new NodeSpec { Taints = taints.Length > 0 ? taints : null },
        Status = new NodeStatus { Conditions = [new NodeCondition { Type = "Ready", Status = ready }] },
    };
}
