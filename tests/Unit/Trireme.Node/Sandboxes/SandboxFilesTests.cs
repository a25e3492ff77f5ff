using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;
using Trireme.Node.Runtime;
using Trireme.Node.Sandboxes;
using Xunit;

namespace Trireme.Tests.Unit.Node.Sandboxes;

public sealed class SandboxFilesTests
{
    private static readonly DnsConfiguration NodeDns = new(["192.0.2.53"], ["example.com"], ["timeout:1"]);

    [Fact]
    public void Dns_ClusterFirst_SearchesClusterThenNode()
    {
        var dns = Dns(new PodSpec());
        Assert.Equal(["10.96.0.10"], dns.Servers);
        Assert.Equal(["ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "example.com"], dns.Searches);
        Assert.Equal(["ndots:5"], dns.Options);
    }

    [Theory]
    [InlineData("Default", false)]
    [InlineData("ClusterFirst", true)]
    public void Dns_DefaultOrHostNetwork_IsTheNodes(string policy, bool hostNetwork) =>
        Assert.Equal(NodeDns.Servers, Dns(new PodSpec { DnsPolicy = policy, HostNetwork = hostNetwork }).Servers);

    [Fact]
    public void Dns_NoneWithConfig_IsTheConfig()
    {
        var dns = Dns(new PodSpec
        {
            DnsPolicy = "None",
            DnsConfig = new PodDNSConfig { Nameservers = ["1.1.1.1"], Searches = ["a"], Options = [new PodDNSConfigOption { Name = "ndots", Value = "2" }, new PodDNSConfigOption { Name = "edns0" }] },
        });
        Assert.Equal(["1.1.1.1"], dns.Servers);
        Assert.Equal(["a"], dns.Searches);
        Assert.Equal(["ndots:2", "edns0"], dns.Options);
    }

    [Fact]
    public void Dns_ConfigOption_ReplacesTheClusters() =>
        Assert.Equal(["ndots:2"], Dns(new PodSpec { DnsConfig = new PodDNSConfig { Options = [new PodDNSConfigOption { Name = "ndots", Value = "2" }] } }).Options);

    [Fact]
    public void Dns_TooManyServers_AreCutAndTold()
    {
        string? warning = null;
        var dns = PodDns.For(Pod(new PodSpec { DnsConfig = new PodDNSConfig { Nameservers = ["1.1.1.1", "2.2.2.2", "3.3.3.3"] } }), ["10.96.0.10"], "cluster.local", NodeDns, text => warning = text);
        Assert.Equal(["10.96.0.10", "1.1.1.1", "2.2.2.2"], dns.Servers);
        Assert.StartsWith("Nameserver limits were exceeded", warning);
    }

    [Fact]
    public void Dns_ResolvConf_IsRead() =>
        Assert.Equal("8.8.8.8|a b|ndots:1 rotate", Show(PodDns.Parse(["# comment", "nameserver 8.8.8.8", "search x", "search a b", "options ndots:1 rotate"])));

    [Fact]
    public void Hosts_WithSubdomainAndAliases_NamesThem()
    {
        var pod = Pod(new PodSpec { Hostname = "h", Subdomain = "sub", HostAliases = [new HostAlias { Ip = "1.2.3.4", Hostnames = ["foo", "bar"] }] });
        var text = HostsFile.Managed(["10.0.0.5"], PodHostname.Of(pod, "node", "cluster.local"), pod.Spec.HostAliases);
        Assert.Contains("10.0.0.5\th.sub.ns.svc.cluster.local\th\n", text);
        Assert.Contains("# Entries added by HostAliases.\n1.2.3.4\tfoo\tbar\n", text);
        Assert.StartsWith("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n", text);
    }

    [Fact]
    public void Hostname_LongPodName_IsCutToALabel()
    {
        var pod = Pod(new PodSpec()) with { Metadata = new ObjectMeta { Name = new string('a', 62) + "-bcd", Namespace = "ns" } };
        Assert.Equal(new string('a', 62), PodHostname.Of(pod, "node", "cluster.local").Name);
    }

    [Fact]
    public void Hostname_AsFullName_MustFitTheKernel()
    {
        var spec = new PodSpec { Subdomain = "sub", SetHostnameAsFQDN = true };
        Assert.Equal("p.sub.ns.svc.cluster.local", PodHostname.Of(Pod(spec), "node", "cluster.local").Kernel(spec));
        Assert.Null(PodHostname.Of(Pod(spec), "node", new string('x', 60)).Kernel(spec));
    }

    private static string Show(DnsConfiguration dns) => $"{string.Join(' ', dns.Servers)}|{string.Join(' ', dns.Searches)}|{string.Join(' ', dns.Options)}";

    private static DnsConfiguration Dns(PodSpec spec) => PodDns.For(Pod(spec), ["10.96.0.10"], "cluster.local", NodeDns, _ => { });

    private static Pod Pod(PodSpec spec) => new() { Metadata = new ObjectMeta { Name = "p", Namespace = "ns" }, Spec = spec };
}
