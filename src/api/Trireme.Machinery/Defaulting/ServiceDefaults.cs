using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>What is filled in for a Service; it depends on its type.</summary>
internal static class ServiceDefaults
{
    private const int AffinitySeconds = 10800;

    public static void Apply(JsonObject service)
    {
        var spec = service.Ensure("spec");
        var type = spec.Text("type") ?? "ClusterIP";
        Affinity(spec);
        // One address is named in two fields; a client that knows only the older one means both.
        if (spec.Text("clusterIP") is { Length: > 0 } address && spec.List("clusterIPs") is not { Count: > 0 })
            spec["clusterIPs"] = new JsonArray(address);
        foreach (var port in spec.Objects("ports"))
        {
            if ((port["targetPort"] is null || port.Number("targetPort") == 0 || port.Text("targetPort") == "") && port.Number("port") is { } number)
                port["targetPort"] = (int)number;
        }
        var isExternal = type is "NodePort" or "LoadBalancer" || (type == "ClusterIP" && spec.List("externalIPs") is { Count: > 0 });
        if (isExternal)
            spec.Default("externalTrafficPolicy", "Cluster");
        if (type is "ClusterIP" or "NodePort" or "LoadBalancer")
            spec.Default("internalTrafficPolicy", "Cluster");
        var balancer = service.Ensure("status").Ensure("loadBalancer");
        if (type != "LoadBalancer")
            return;
        spec.Default("allocateLoadBalancerNodePorts", true);
        foreach (var ingress in balancer.Objects("ingress"))
        {
            if (ingress.Text("ip") is { Length: > 0 })
                ingress.Default("ipMode", "VIP");
        }
    }

    private static void Affinity(JsonObject spec)
    {
        if (spec.Text("sessionAffinity") == "ClientIP")
        {
            if (spec.Object("sessionAffinityConfig")?.Object("clientIP")?["timeoutSeconds"] is null)
                spec["sessionAffinityConfig"] = new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = AffinitySeconds } };
        }
        else if (spec.Text("sessionAffinity") is null or "" or "None")
            spec.Remove("sessionAffinityConfig");
    }
}
