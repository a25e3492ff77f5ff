using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Controllers.EndpointSlices;
using Xunit;

namespace Trireme.Tests.Unit.Controllers.EndpointSlices;

public sealed class EndpointSliceReconcilerTests
{
    private static readonly Service Web = new()
    {
        Metadata = new ObjectMeta { Name = "web", Namespace = "ns", Uid = "s", Labels = new Dictionary<string, string> { ["team"] = "a" } },
        Spec = new ServiceSpec
        {
            ClusterIP = "10.96.0.9",
            Selector = new Dictionary<string, string> { ["app"] = "web" },
            Ports = [new ServicePort { Name = "http", Port = 80, TargetPort = "web" }],
        },
    };

    [Fact]
    public void Plan_NoPods_LeavesOneEmptySlice()
    {
        var slice = Assert.Single(Plan(Web, [], []).Create);

        Assert.Empty(slice.Endpoints!);
        Assert.Equal("web-", slice.Metadata.GenerateName);
        Assert.Equal("web", slice.Metadata.Labels!["kubernetes.io/service-name"]);
        Assert.Equal("endpointslice-controller.k8s.io", slice.Metadata.Labels["endpointslice.kubernetes.io/managed-by"]);
        Assert.Equal("a", slice.Metadata.Labels["team"]);
        Assert.Equal("s", Assert.Single(slice.Metadata.OwnerReferences!).Uid);
        Assert.Equal("IPv4", slice.AddressType);

        Nothing(Plan(Web, [], [Named(slice, "web-1")]));
    }

    [Fact]
    public void Plan_TwoHundredFiftyPods_FillSlicesOfHundred() =>
        Assert.Equal([100, 100, 50], Plan(Web, Pods(250), []).Create.Select(slice => slice.Endpoints!.Count));

    [Fact]
    public void Plan_SettledState_WritesNothing()
    {
        var slices = Plan(Web, Pods(250), []).Create.Select((slice, i) => Named(slice, $"web-{i}")).ToList();
        Nothing(Plan(Web, Pods(250), slices));
    }

    [Fact]
    public void Plan_OnePodMore_FillsSliceWithRoomAndTouchesNoOther()
    {
        var slices = Plan(Web, Pods(250), []).Create.Select((slice, i) => Named(slice, $"web-{i}")).ToList();
        var plan = Plan(Web, Pods(251), slices);

        Assert.Empty(plan.Create);
        Assert.Empty(plan.Delete);
        Assert.Equal("web-2", Assert.Single(plan.Update).To.Metadata.Name);
        Assert.Equal(51, plan.Update[0].To.Endpoints!.Count);
    }

    [Fact]
    public void Plan_AllPodsGone_ReusesOneSliceAsPlaceholderAndDeletesOthers()
    {
        var slices = Plan(Web, Pods(250), []).Create.Select((slice, i) => Named(slice, $"web-{i}")).ToList();
        var plan = Plan(Web, [], slices);

        Assert.Empty(plan.Create);
        Assert.Empty(Assert.Single(plan.Update).To.Endpoints!);
        Assert.Equal(2, plan.Delete.Count);
    }

    [Fact]
    public void Plan_NamedPortDiffersBetweenPods_MakesSlicePerPort()
    {
        var plan = Plan(Web, [Pod("a", 8080), Pod("b", 9090), Pod("none", 0)], []);
        Assert.Equal([8080, 9090], plan.Create.Select(slice => slice.Ports![0].Port!.Value).Order());
    }

    [Theory]
    [InlineData(true, false, false, true, true, false)]
    [InlineData(false, false, false, false, false, false)]
    [InlineData(true, true, false, false, true, true)]
    [InlineData(false, true, true, true, false, true)]
    public void Plan_PodState_BecomesConditions(bool ready, bool going, bool publish, bool expectReady, bool serving, bool terminating)
    {
        var service = Web with { Spec = Web.Spec with { PublishNotReadyAddresses = publish } };
        var endpoint = Assert.Single(Assert.Single(Plan(service, [Pod("a", 8080, ready, going)], []).Create).Endpoints!);
        Assert.Equal((expectReady, serving, terminating), (endpoint.Conditions!.Ready, endpoint.Conditions.Serving, endpoint.Conditions.Terminating));
    }

    [Fact]
    public void Plan_HeadlessWithHostnames_CarriesThem()
    {
        var service = Web with { Spec = Web.Spec with { ClusterIP = "None", Ports = null } };
        var pod = Pod("a", 0) is var made ? made with { Spec = made.Spec with { Hostname = "db-0", Subdomain = "web" } } : null!;
        var slice = Assert.Single(Plan(service, [pod], []).Create);

        Assert.Equal("db-0", Assert.Single(slice.Endpoints!).Hostname);
        Assert.Equal("", slice.Metadata.Labels!["service.kubernetes.io/headless"]);
        Assert.Null(slice.Ports);
    }

    private static EndpointSlicePlan Plan(Service service, IReadOnlyList<Pod> pods, IReadOnlyList<EndpointSlice> slices) =>
        EndpointSliceReconciler.Plan(new EndpointSliceState(service, pods, slices, new Dictionary<string, string>()));

    private static void Nothing(EndpointSlicePlan plan)
    {
        Assert.Empty(plan.Create);
        Assert.Empty(plan.Update);
        Assert.Empty(plan.Delete);
    }

    private static EndpointSlice Named(EndpointSlice slice, string name) => slice with { Metadata = slice.Metadata with { Name = name, Uid = name } };

    private static List<Pod> Pods(int count) => [.. Enumerable.Range(0, count).Select(i => Pod($"p{i:000}", 8080))];

    private static Pod Pod(string name, int port, bool ready = true, bool going = false)
    {
        var number = int.TryParse(name.AsSpan(1), out var parsed) ? parsed : name[0];
        return new Pod
        {
            Metadata = new ObjectMeta { Name = name, Namespace = "ns", Uid = name, DeletionTimestamp = going ? DateTimeOffset.UnixEpoch : null },
            Spec = new PodSpec { Containers = [new Container { Ports = port == 0 ? null : [new ContainerPort { Name = "web", Port = port }] }] },
            Status = new PodStatus
            {
                Phase = "Running",
                PodIP = $"10.244.{number / 250}.{number % 250 + 1}",
                Conditions = [new PodCondition { Type = "Ready", Status = ready ? "True" : "False" }],
            },
        };
    }
}
