using System.Runtime.CompilerServices;
using Trireme.Network;
using Trireme.Network.Proxy;
using Xunit;

namespace Trireme.Tests.Unit.Trireme.Network.Proxy;

public sealed class RuleSetWriterTests
{
    private static readonly NodeNetworkOptions Options = new()
    {
        NodeName = "a",
        NodeAddress = "192.0.2.10",
        PodCidr = "10.244.0.0/16",
        ServiceCidr = "10.96.0.0/16",
        ClusterDomain = "cluster.local",
        DnsAddress = "10.96.0.10",
        Bridge = "trireme0",
        Table = "trireme",
        CniDirectory = "/tmp/cni",
    };

    [Fact]
    public void Write_ServicesOfEveryKind_MatchesGoldenFile()
    {
        var rules = RuleSetWriter.Write(
            Options,
            [
                Rules("web", "http", 80, [new("10.244.0.2", 8080, true), new("10.244.1.3", 8080, false)]) with { NodePort = 30080, ExternalAddresses = ["198.51.100.7"] },
                Rules("empty", "", 90, []) with { NodePort = 30090 },
                Rules("sticky", "", 70, [new("10.244.0.2", 7070, true)]) with { AffinitySeconds = 600 },
                Rules("local", "", 60, [new("10.244.0.2", 6060, true)]) with { NodePort = 30060, ExternalLocal = true },
                Rules("away", "", 50, [new("10.244.1.3", 5050, false)]) with { NodePort = 30050, ExternalLocal = true, ExternalEndpoints = [] },
            ],
            [new HostPortRule("tcp", "", 8081, "10.244.0.9", 81), new HostPortRule("udp", "192.0.2.10", 8082, "10.244.0.9", 82)]);

        var script = rules.Replacement();
        if (Environment.GetEnvironmentVariable("TRIREME_UPDATE_GOLDEN") == "1")
            File.WriteAllText(Golden("rules.nft"), script);
        Assert.Equal(File.ReadAllText(Golden("rules.nft")), script);
    }

    [Fact]
    public void Write_SameInput_GivesSameText()
    {
        IReadOnlyList<ServicePortRules> services = [Rules("web", "http", 80, [new("10.244.0.2", 8080, true)])];
        Assert.Equal(RuleSetWriter.Write(Options, services, []).Text, RuleSetWriter.Write(Options, services, []).Text);
    }

    [Fact]
    public void Update_EndpointGone_DeletesItsChainAndSetAndKeepsTheOthers()
    {
        ServicePortRules Sticky(params ProxyEndpoint[] endpoints) => Rules("sticky", "", 70, endpoints) with { AffinitySeconds = 600 };
        var before = RuleSetWriter.Write(Options, [Sticky(new("10.244.0.2", 7070, true), new("10.244.0.3", 7070, true))], []);
        var after = RuleSetWriter.Write(Options, [Sticky(new ProxyEndpoint("10.244.0.2", 7070, true))], []);

        var deletions = after.Update(before).Split('\n').Where(line => line.StartsWith("delete", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, deletions.Count);
        Assert.All(deletions, line => Assert.Contains("10.244.0.3", line, StringComparison.Ordinal));
    }

    private static ServicePortRules Rules(string name, string portName, int port, IReadOnlyList<ProxyEndpoint> endpoints) => new()
    {
        Namespace = "default",
        Name = name,
        PortName = portName,
        Protocol = "tcp",
        Port = port,
        ClusterIP = $"10.96.0.{port}",
        Endpoints = endpoints,
        ExternalEndpoints = endpoints,
    };

    private static string Golden(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);
}
