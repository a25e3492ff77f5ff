using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trireme.Network.Proxy;

/// <summary>
/// Writes the whole table of a node in the language of nftables.
/// Equal input gives equal text. Model: kube-proxy's nftables mode (KEP-3866): verdict maps by address and port, one chain an endpoint.
/// </summary>
internal sealed class RuleSetWriter
{
    private const string MasqueradeMark = "0x4000";
    private readonly StringBuilder _chains = new();
    private readonly StringBuilder _sets = new();
    private readonly List<string> _serviceAddresses = [];
    private readonly List<string> _nodePorts = [];
    private readonly List<string> _refusedAddresses = [];
    private readonly List<string> _refusedNodePorts = [];
    private readonly List<string> _hostPorts = [];
    private readonly List<string> _boundHostPorts = [];
    private readonly HashSet<string> _endpointChains = [];
    private readonly HashSet<string> _chainNames = [];
    private readonly HashSet<string> _setNames = [];
    private readonly NodeNetworkOptions _options;

    private RuleSetWriter(NodeNetworkOptions options) => _options = options;

    /// <summary>The rules for these Services and host ports.</summary>
    public static RuleSet Write(NodeNetworkOptions options, IReadOnlyList<ServicePortRules> services, IReadOnlyList<HostPortRule> hostPorts)
    {
        var writer = new RuleSetWriter(options);
        foreach (var service in services)
            writer.Add(service);
        foreach (var hostPort in hostPorts)
            writer.Add(hostPort);
        return new RuleSet(options.Table, writer.Text(), [.. writer._chainNames.Order(StringComparer.Ordinal)], [.. writer._setNames.Order(StringComparer.Ordinal)]);
    }

    private void Add(ServicePortRules service)
    {
        var id = Id($"{service.Namespace}/{service.Name}/{service.Protocol}/{service.PortName}");
        var key = string.Create(CultureInfo.InvariantCulture, $"{service.Protocol} . {service.Port}");
        if (service.Endpoints.Count == 0)
        {
            _refusedAddresses.Add($"{service.ClusterIP} . {key} : goto reject-traffic");
        }
        else
        {
            _serviceAddresses.Add($"{service.ClusterIP} . {key} : goto service-{id}");
            WriteServiceChain($"service-{id}", service, service.Endpoints, masquerade: $"ip saddr != {_options.PodCidr} fib saddr type != local jump mark-for-masquerade");
        }
        if (service.NodePort == 0 && service.ExternalAddresses.Count == 0)
            return;
        var nodePort = string.Create(CultureInfo.InvariantCulture, $"{service.Protocol} . {service.NodePort}");
        var hasEndpoints = service.ExternalEndpoints.Count > 0;
        var verdict = hasEndpoints ? $"goto external-{id}" : service.ExternalLocal ? "drop" : "goto reject-traffic";
        if (service.NodePort != 0)
            (hasEndpoints ? _nodePorts : _refusedNodePorts).Add($"{nodePort} : {verdict}");
        foreach (var address in service.ExternalAddresses)
            (hasEndpoints ? _serviceAddresses : _refusedAddresses).Add($"{address} . {key} : {verdict}");
        if (hasEndpoints)
        {
            WriteServiceChain(
                $"external-{id}", service, service.ExternalEndpoints,
                masquerade: service.ExternalLocal ? "fib saddr type local jump mark-for-masquerade" : "jump mark-for-masquerade");
        }
    }

    private void WriteServiceChain(string name, ServicePortRules service, IReadOnlyList<ProxyEndpoint> endpoints, string masquerade)
    {
        var chains = endpoints.Select(endpoint => EndpointChain(service, endpoint)).ToList();
        _chainNames.Add(name);
        _chains.Append(CultureInfo.InvariantCulture, $"  chain {name} {{\n    {masquerade}\n");
        if (service.AffinitySeconds > 0)
        {
            foreach (var chain in chains)
                _chains.Append(CultureInfo.InvariantCulture, $"    ip saddr @affinity-{chain["endpoint-".Length..]} goto {chain}\n");
        }
        if (chains.Count == 1)
            _chains.Append(CultureInfo.InvariantCulture, $"    goto {chains[0]}\n");
        else
        {
            _chains.Append(CultureInfo.InvariantCulture, $"    numgen random mod {chains.Count} vmap {{ ")
                .AppendJoin(", ", chains.Select((chain, index) => string.Create(CultureInfo.InvariantCulture, $"{index} : goto {chain}")))
                .Append(" }\n");
        }
        _chains.Append("  }\n");
    }

    private string EndpointChain(ServicePortRules service, ProxyEndpoint endpoint)
    {
        var identity = string.Create(
            CultureInfo.InvariantCulture, $"{service.Namespace}/{service.Name}/{service.Protocol}/{service.PortName}__{endpoint.Address}/{endpoint.Port}");
        var id = Id(identity);
        var name = "endpoint-" + id;
        if (!_endpointChains.Add(name))
            return name;
        _chainNames.Add(name);
        _chains.Append(CultureInfo.InvariantCulture, $"  chain {name} {{\n    ip saddr {endpoint.Address} jump mark-for-masquerade\n");
        if (service.AffinitySeconds > 0)
        {
            _setNames.Add("affinity-" + id);
            _sets.Append(CultureInfo.InvariantCulture, $"  set affinity-{id} {{\n    type ipv4_addr\n    flags dynamic,timeout\n    timeout {service.AffinitySeconds}s\n  }}\n");
            _chains.Append(CultureInfo.InvariantCulture, $"    update @affinity-{id} {{ ip saddr }}\n");
        }
        _chains.Append(CultureInfo.InvariantCulture, $"    meta l4proto {service.Protocol} dnat to {endpoint.Address}:{endpoint.Port}\n  }}\n");
        return name;
    }

    private void Add(HostPortRule rule)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{rule.PodIP}:{rule.ContainerPort}");
        var name = $"hostport-{Hash(rule.ToString())}";
        _chainNames.Add(name);
        _chains.Append(CultureInfo.InvariantCulture, $"  chain {name} {{\n    ip saddr {rule.PodIP} jump mark-for-masquerade\n    fib saddr type local jump mark-for-masquerade\n    meta l4proto {rule.Protocol} dnat to {target}\n  }}\n");
        if (rule.HostIP.Length == 0)
            _hostPorts.Add(string.Create(CultureInfo.InvariantCulture, $"{rule.Protocol} . {rule.HostPort} : goto {name}"));
        else
            _boundHostPorts.Add(string.Create(CultureInfo.InvariantCulture, $"{rule.HostIP} . {rule.Protocol} . {rule.HostPort} : goto {name}"));
    }

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"table ip {_options.Table} {{\n");
        Map(text, "service-ips", "ipv4_addr . inet_proto . inet_service", _serviceAddresses);
        Map(text, "service-nodeports", "inet_proto . inet_service", _nodePorts);
        Map(text, "no-endpoint-services", "ipv4_addr . inet_proto . inet_service", _refusedAddresses);
        Map(text, "no-endpoint-nodeports", "inet_proto . inet_service", _refusedNodePorts);
        Map(text, "hostports", "inet_proto . inet_service", _hostPorts);
        Map(text, "bound-hostports", "ipv4_addr . inet_proto . inet_service", _boundHostPorts);
        text.Append(_sets);
        text.Append(CultureInfo.InvariantCulture, $$"""
              chain mark-for-masquerade {
                meta mark set meta mark or {{MasqueradeMark}}
              }
              chain reject-traffic {
                reject
              }

            """);
        text.Append(_chains);
        text.Append(CultureInfo.InvariantCulture, $$"""
              chain services {
                ip daddr . meta l4proto . th dport vmap @service-ips
                fib daddr type local ip daddr . meta l4proto . th dport vmap @bound-hostports
                fib daddr type local meta l4proto . th dport vmap @hostports
                fib daddr type local meta l4proto . th dport vmap @service-nodeports
              }
              chain services-without-endpoints {
                ip daddr . meta l4proto . th dport vmap @no-endpoint-services
                fib daddr type local meta l4proto . th dport vmap @no-endpoint-nodeports
              }
              chain nat-prerouting {
                type nat hook prerouting priority -100; policy accept;
                jump services
              }
              chain nat-output {
                type nat hook output priority -100; policy accept;
                jump services
              }
              chain nat-postrouting {
                type nat hook postrouting priority 100; policy accept;
                meta mark and {{MasqueradeMark}} == {{MasqueradeMark}} masquerade
                ip saddr 127.0.0.0/8 oifname "{{_options.Bridge}}" masquerade
                ip saddr {{_options.PodCidr}} ip daddr != {{_options.PodCidr}} oifname != "{{_options.Bridge}}" masquerade
              }
              chain filter-input {
                type filter hook input priority -110; policy accept;
                iifname "{{_options.Bridge}}" ip daddr 127.0.0.0/8 ct status and dnat == 0 drop
                ct state new jump services-without-endpoints
              }
              chain filter-forward {
                type filter hook forward priority -110; policy accept;
                ct state new jump services-without-endpoints
              }
              chain filter-output {
                type filter hook output priority -110; policy accept;
                ct state new jump services-without-endpoints
              }
            }

            """);
        return text.ToString();
    }

    private static void Map(StringBuilder text, string name, string type, List<string> elements)
    {
        text.Append(CultureInfo.InvariantCulture, $"  map {name} {{\n    type {type} : verdict\n");
        if (elements.Count > 0)
            text.Append("    elements = {\n      ").AppendJoin(",\n      ", elements.Distinct()).Append("\n    }\n");
        text.Append("  }\n");
    }

    // Names of chains and sets are unique by hash and readable by what follows it; nftables takes 255 characters.
    private static string Id(string identity) => $"{Hash(identity)}-{(identity.Length > 200 ? identity[..200] : identity)}";

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));
}
