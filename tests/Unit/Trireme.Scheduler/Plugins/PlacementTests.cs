using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Scheduler.Plugins;
using Trireme.Scheduler.Snapshot;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Scheduler.Plugins;

public sealed class PlacementTests
{
    private readonly ClusterState _cluster = new();

    [Fact]
    public void Find_NoNodes_SaysSo() => Assert.Equal("no nodes available to schedule pods", Placement.Find(Pod("a"), _cluster).Explanation);

    [Fact]
    public void Find_TooLittleCpu_ExplainsAsKubernetesDoes()
    {
        Add(Node("n1", cpu: "1"));
        _cluster.AddPod(Pod("big", cpu: "800m"), "n1");

        var result = Placement.Find(Pod("a", cpu: "500m"), _cluster);

        Assert.Null(result.NodeName);
        Assert.Equal(
            "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            result.Explanation);
    }

    [Fact]
    public void Find_TaintAndSelector_CountsEachReason()
    {
        Add(Node("n1") with { Spec = new NodeSpec { Taints = [new Taint { Key = "k", Value = "v", Effect = "NoSchedule" }] } });
        Add(Node("n2"));
        var pod = Pod("a") is var info ? new PodInfo(info.Pod with { Spec = info.Pod.Spec with { NodeSelector = new Dictionary<string, string> { ["disk"] = "ssd" } } }) : null!;

        Assert.Equal(
            "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint {k: v}. "
            + "preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
            Placement.Find(pod, _cluster).Explanation);
    }

    [Fact]
    public void Find_SeveralNodes_TakesTheLeastUsed()
    {
        Add(Node("n1"));
        Add(Node("n2"));
        _cluster.AddPod(Pod("x", cpu: "2"), "n1");

        Assert.Equal("n2", Placement.Find(Pod("a", cpu: "100m"), _cluster).NodeName);
    }

    [Fact]
    public void Find_ManyEqualPods_SpreadsThem()
    {
        Add(Node("n1"));
        Add(Node("n2"));
        Add(Node("n3"));
        for (var index = 0; index < 9; index++)
        {
            var pod = Pod("p" + index);
            _cluster.AddPod(pod, Placement.Find(pod, _cluster).NodeName!);
        }

        Assert.All(_cluster.Nodes, node => Assert.Equal(3, node.Pods.Count));
    }

    [Fact]
    public void Find_RequiredAntiAffinityByHost_KeepsApartInBothDirections()
    {
        Add(Node("n1"));
        Add(Node("n2"));
        var apart = new Affinity
        {
            PodAntiAffinity = new PodAntiAffinity
            {
                RequiredDuringSchedulingIgnoredDuringExecution =
                    [new PodAffinityTerm { TopologyKey = "kubernetes.io/hostname", LabelSelector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "a" } } }],
            },
        };
        var shy = new PodInfo(Pod("shy").Pod is var pod ? pod with { Spec = pod.Spec with { Affinity = apart } } : null!);
        _cluster.AddPod(shy, "n1");

        Assert.Equal("n2", Placement.Find(Pod("other"), _cluster).NodeName);
        Assert.Equal("n2", Placement.Find(new PodInfo(shy.Pod with { Metadata = shy.Pod.Metadata with { Uid = "second" } }), _cluster).NodeName);
    }

    [Fact]
    public void Find_SpreadConstraint_RefusesWhatWouldSkew()
    {
        Add(Node("n1"));
        Add(Node("n2"));
        _cluster.SetNode("n2", Node("n2") with { Spec = new NodeSpec { Unschedulable = true } });
        var constraint = new TopologySpreadConstraint
        {
            MaxSkew = 1,
            TopologyKey = "kubernetes.io/hostname",
            WhenUnsatisfiable = "DoNotSchedule",
            LabelSelector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "a" } },
        };
        PodInfo Spread(string name) => new(Pod(name).Pod is var pod ? pod with { Spec = pod.Spec with { TopologySpreadConstraints = [constraint] } } : null!);
        _cluster.AddPod(Spread("one"), "n1");

        Assert.Contains("1 node(s) didn't match pod topology spread constraints", Placement.Find(Spread("two"), _cluster).Explanation);
    }

    [Fact]
    public void Find_HostPortTaken_GoesElsewhere()
    {
        Add(Node("n1"));
        Add(Node("n2"));
        PodInfo WithPort(string name) => new(Pod(name).Pod is var pod
            ? pod with { Spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Ports = [new ContainerPort { Port = 80, HostPort = 80 }] }] } }
            : null!);
        _cluster.AddPod(WithPort("one"), "n1");
        _cluster.AddPod(Pod("filler", cpu: "3"), "n2");

        Assert.Equal("n2", Placement.Find(WithPort("two"), _cluster).NodeName);
    }

    private void Add(global::Trireme.Api.Core.V1.Node node) => _cluster.SetNode(node.Metadata.Name!, node);

    private static global::Trireme.Api.Core.V1.Node Node(string name, string cpu = "4") => new()
    {
        Metadata = new ObjectMeta { Name = name, Labels = new Dictionary<string, string> { ["kubernetes.io/hostname"] = name } },
        Status = new NodeStatus
        {
            Allocatable = new Dictionary<string, Quantity>
            {
                ["cpu"] = Quantity.Parse(cpu),
                ["memory"] = Quantity.Parse("8Gi"),
                ["pods"] = Quantity.Parse("110"),
                ["ephemeral-storage"] = Quantity.Parse("100Gi"),
            },
        },
    };

    private static PodInfo Pod(string name, string? cpu = null) => new(new Pod
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = name, Uid = name, Labels = new Dictionary<string, string> { ["app"] = "a" } },
        Spec = new PodSpec
        {
            Containers =
            [
                new Container
                {
                    Name = "c",
                    Resources = cpu is null ? null : new ResourceRequirements { Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpu) } },
                },
            ],
        },
    });
}
