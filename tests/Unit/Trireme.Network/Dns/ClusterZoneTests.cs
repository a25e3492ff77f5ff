using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Api.Meta.V1;
using Trireme.Network.Dns;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Network.Dns;

public sealed class ClusterZoneTests
{
    private readonly FixedInformers _informers = new();
    private readonly ClusterZone _zone;

    public ClusterZoneTests()
    {
        _zone = new ClusterZone(_informers, "cluster.local", "10.96.0.0/16", "10.244.0.0/16");
        _informers.Add(Service("web", "10.96.0.7"));
        _informers.Add(Service("db", "None"));
        _informers.Add(Service("out", null) with { Spec = new ServiceSpec { Type = "ExternalName", ExternalName = "Example.org" } });
        _informers.Add(new EndpointSlice
        {
            Metadata = new ObjectMeta { Namespace = "default", Name = "db-1", Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "db" } },
            AddressType = "IPv4",
            Ports = [new global::Trireme.Api.Discovery.V1.EndpointPort { Name = "p", Port = 5432, Protocol = "TCP" }],
            Endpoints =
            [
                new Endpoint { Addresses = ["10.244.0.5"], Hostname = "db-0" },
                new Endpoint { Addresses = ["10.244.0.6"] },
                new Endpoint { Addresses = ["10.244.0.7"], Conditions = new EndpointConditions { Ready = false } },
            ],
        });
    }

    [Theory]
    [InlineData("web.default.svc.cluster.local", "A", "10.96.0.7")]
    [InlineData("db.default.svc.cluster.local", "A", "10.244.0.5,10.244.0.6")]
    [InlineData("db-0.db.default.svc.cluster.local", "A", "10.244.0.5")]
    [InlineData("10-244-0-6.db.default.svc.cluster.local", "A", "10.244.0.6")]
    [InlineData("10-244-0-9.default.pod.cluster.local", "A", "10.244.0.9")]
    [InlineData("_p._tcp.web.default.svc.cluster.local", "Srv", "5432:web.default.svc.cluster.local")]
    [InlineData("_p._tcp.db.default.svc.cluster.local", "Srv", "5432:db-0.db.default.svc.cluster.local,5432:10-244-0-6.db.default.svc.cluster.local")]
    [InlineData("7.0.96.10.in-addr.arpa", "Ptr", "web.default.svc.cluster.local")]
    [InlineData("5.0.244.10.in-addr.arpa", "Ptr", "db-0.db.default.svc.cluster.local")]
    [InlineData("out.default.svc.cluster.local", "A", "example.org")]
    [InlineData("web.default.svc.cluster.local", "Aaaa", "")]
    [InlineData("default.svc.cluster.local", "A", "")]
    [InlineData("dns-version.cluster.local", "Txt", "1.1.0")]
    public void Resolve_NameOfTheCluster_AnswersAsTheSpecificationSays(string name, string type, string expected)
    {
        var answer = _zone.Resolve(name, Enum.Parse<DnsType>(type));

        Assert.Equal(DnsResponseCode.NoError, answer!.Code);
        Assert.Equal(expected, string.Join(',', answer.Records.Select(record =>
            record.Address?.ToString() ?? (record.Type == DnsType.Srv ? $"{record.Port}:{record.Target}" : record.Target))));
    }

    [Theory]
    [InlineData("none.default.svc.cluster.local")]
    [InlineData("web.other.svc.cluster.local")]
    [InlineData("db-9.db.default.svc.cluster.local")]
    [InlineData("x.y.z.cluster.local")]
    [InlineData("99.0.96.10.in-addr.arpa")]
    public void Resolve_UnknownNameOfTheCluster_IsNameError(string name) =>
        Assert.Equal(DnsResponseCode.NameError, _zone.Resolve(name, DnsType.A)!.Code);

    [Theory]
    [InlineData("example.org")]
    [InlineData("notcluster.local")]
    [InlineData("1.2.0.192.in-addr.arpa")]
    public void Resolve_NameOfOthers_IsPassedOn(string name) => Assert.Null(_zone.Resolve(name, DnsType.A));

    private static Service Service(string name, string? address) => new()
    {
        Metadata = new ObjectMeta { Namespace = "default", Name = name },
        Spec = new ServiceSpec { ClusterIP = address, Ports = [new ServicePort { Name = "p", Port = 5432, Protocol = "TCP" }] },
    };
}
