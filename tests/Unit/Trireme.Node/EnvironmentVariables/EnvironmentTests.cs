using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.EnvironmentVariables;
using Xunit;

namespace Trireme.Tests.Unit.Node.EnvironmentVariables;

public sealed class EnvironmentTests
{
    private static readonly RunningPod Running = new(["192.0.2.1"], ["10.0.0.5", "fd00::5"], new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("4") });

    [Theory]
    [InlineData("$(A)", "1")]
    [InlineData("x$(A)y$(B)", "x1y2")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$(NONE)", "$(NONE)")]
    [InlineData("$A $( $", "$A $( $")]
    [InlineData("$$$(A)", "$1")]
    [InlineData("$()", "$()")]
    public void Expand_Text_FollowsKubernetesRules(string text, string expected) =>
        Assert.Equal(expected, VariableExpansion.Expand(text, name => name switch { "A" => "1", "B" => "2", _ => null }));

    [Fact]
    public void ServiceVariables_OfNamespaceAndMaster_AreAllThere()
    {
        Service[] services =
        [
            Service("default", "kubernetes", "10.96.0.1", new ServicePort { Name = "https", Port = 443 }),
            Service("ns", "web-front", "10.96.0.7", new ServicePort { Name = "http", Port = 80 }, new ServicePort { Name = "dns", Port = 53, Protocol = "UDP" }),
            Service("other", "hidden", "10.96.0.9", new ServicePort { Port = 1 }),
            Service("ns", "headless", "None", new ServicePort { Port = 1 }),
        ];
        var all = ServiceVariables.For("ns", true, services).ToDictionary();
        Assert.Equal("10.96.0.1", all["KUBERNETES_SERVICE_HOST"]);
        Assert.Equal("443", all["KUBERNETES_SERVICE_PORT_HTTPS"]);
        Assert.Equal("tcp://10.96.0.7:80", all["WEB_FRONT_PORT"]);
        Assert.Equal("udp://10.96.0.7:53", all["WEB_FRONT_PORT_53_UDP"]);
        Assert.Equal("udp", all["WEB_FRONT_PORT_53_UDP_PROTO"]);
        Assert.DoesNotContain(all.Keys, key => key.StartsWith("HIDDEN", StringComparison.Ordinal) || key.StartsWith("HEADLESS", StringComparison.Ordinal));
        Assert.Equal(["KUBERNETES"], ServiceVariables.For("ns", false, services).Select(pair => pair.Key.Split('_')[0]).Distinct());
    }

    [Theory]
    [InlineData("metadata.name", "p")]
    [InlineData("metadata.labels['a/b']", "1")]
    [InlineData("metadata.labels['none']", "")]
    [InlineData("metadata.labels", "a/b=\"1\"\nz=\"q\\\"\"")]
    [InlineData("status.podIP", "10.0.0.5")]
    [InlineData("status.podIPs", "10.0.0.5,fd00::5")]
    [InlineData("status.hostIP", "192.0.2.1")]
    [InlineData("spec.unknown", null)]
    public void Field_OfPod_IsText(string path, string? expected)
    {
        var pod = new Pod { Metadata = new ObjectMeta { Name = "p", Labels = new Dictionary<string, string> { ["z"] = "q\"", ["a/b"] = "1" } } };
        Assert.Equal(expected, PodFields.Field(pod, path, Running));
    }

    [Theory]
    [InlineData("limits.memory", "1Mi", "64")]
    [InlineData("limits.memory", null, "67108864")]
    [InlineData("requests.cpu", "1m", "250")]
    [InlineData("requests.cpu", null, "1")]
    [InlineData("limits.cpu", null, "4")]
    [InlineData("limits.gpu", null, null)]
    public void Resource_OfContainer_IsDividedAndRoundedUp(string resource, string? divisor, string? expected)
    {
        var container = new Container
        {
            Name = "c",
            Resources = new ResourceRequirements
            {
                Limits = new Dictionary<string, Quantity> { ["memory"] = Quantity.Parse("64Mi") },
                Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("250m") },
            },
        };
        Assert.Equal(expected, PodFields.Resource(container, new ResourceFieldSelector { Resource = resource, Divisor = divisor is null ? null : Quantity.Parse(divisor) }, Running));
    }

    private static Service Service(string ns, string name, string ip, params ServicePort[] ports) =>
        new() { Metadata = new ObjectMeta { Namespace = ns, Name = name }, Spec = new ServiceSpec { ClusterIP = ip, Ports = ports } };
}
