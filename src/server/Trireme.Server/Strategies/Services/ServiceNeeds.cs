using System.Text.Json.Nodes;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies.Services;

/// <summary>What a Service takes out of shared ranges, by its type.</summary>
internal static class ServiceNeeds
{
    /// <summary>The cluster IP of a Service that has none on purpose.</summary>
    public const string Headless = "None";

    /// <summary>Whether the Service has a cluster IP, or None in its place.</summary>
    public static bool ClusterIP(JsonObject spec) => spec.Text("type") is not "ExternalName";

    /// <summary>Whether the Service needs an address of the range.</summary>
    public static bool Address(JsonObject spec) => ClusterIP(spec) && spec.Text("clusterIP") != Headless;

    /// <summary>Whether the Service needs a node port for each of its ports.</summary>
    public static bool NodePorts(JsonObject spec) => spec.Text("type") switch
    {
        "NodePort" => true,
        "LoadBalancer" => spec["allocateLoadBalancerNodePorts"] is null || spec.IsTrue("allocateLoadBalancerNodePorts"),
        _ => false,
    };

    /// <summary>Whether the Service needs a port for the health checks of a load balancer.</summary>
    public static bool HealthCheckPort(JsonObject spec) =>
        spec.Text("type") == "LoadBalancer" && spec.Text("externalTrafficPolicy") == "Local";

    /// <summary>The addresses of the range that a Service has.</summary>
    public static IEnumerable<string> Addresses(JsonObject spec)
    {
        var all = spec.Texts("clusterIPs");
        if (all.Count == 0 && spec.Text("clusterIP") is { Length: > 0 } one)
            all.Add(one);
        return ClusterIP(spec) ? all.Where(address => address != Headless) : [];
    }

    /// <summary>The node ports that a Service has, each once.</summary>
    public static HashSet<int> Ports(JsonObject spec)
    {
        var ports = new HashSet<int>();
        foreach (var item in spec.List("ports") ?? [])
        {
            if ((item as JsonObject)?.Number("nodePort") is { } port and > 0)
                ports.Add((int)port);
        }
        if (spec.Number("healthCheckNodePort") is { } health and > 0)
            ports.Add((int)health);
        return ports;
    }
}
