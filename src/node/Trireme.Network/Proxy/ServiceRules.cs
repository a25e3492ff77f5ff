using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;

namespace Trireme.Network.Proxy;

/// <summary>Derives from Services and EndpointSlices where traffic goes. Pure.</summary>
internal static class ServiceRules
{
    /// <summary>The rules of all Services, in a fixed order.</summary>
    /// <param name="services">All Services.</param>
    /// <param name="slicesOf">The slices of a Service, by namespace and name.</param>
    /// <param name="nodeName">This node.</param>
    public static IReadOnlyList<ServicePortRules> Build(
        IEnumerable<Service> services, Func<string, string, IReadOnlyCollection<EndpointSlice>> slicesOf, string nodeName)
    {
        var rules = new List<ServicePortRules>();
        foreach (var service in services
            .Where(HasClusterIP)
            .OrderBy(service => service.Metadata.Namespace, StringComparer.Ordinal)
            .ThenBy(service => service.Metadata.Name, StringComparer.Ordinal))
        {
            var slices = slicesOf(service.Metadata.Namespace ?? "", service.Metadata.Name ?? "");
            foreach (var port in service.Spec.Ports ?? [])
                rules.Add(Build(service, port, slices, nodeName));
        }
        return rules;
    }

    private static bool HasClusterIP(Service service) =>
        service.Spec.Type != "ExternalName" && IPAddress.TryParse(service.Spec.ClusterIP, out var address) && address.AddressFamily == AddressFamily.InterNetwork;

    private static ServicePortRules Build(Service service, ServicePort port, IReadOnlyCollection<EndpointSlice> slices, string nodeName)
    {
        var all = Endpoints(slices, port, nodeName);
        var local = all.Where(endpoint => endpoint.IsLocal).ToList();
        var spec = service.Spec;
        var externalLocal = spec.ExternalTrafficPolicy == "Local";
        return new ServicePortRules
        {
            Namespace = service.Metadata.Namespace ?? "",
            Name = service.Metadata.Name ?? "",
            PortName = port.Name ?? "",
            Protocol = (port.Protocol ?? "TCP").ToLowerInvariant(),
            Port = port.Port,
            ClusterIP = spec.ClusterIP!,
            ExternalAddresses = [.. (spec.ExternalIPs ?? [])
                .Concat((service.Status.LoadBalancer?.Ingress ?? []).Select(ingress => ingress.Ip ?? ""))
                .Where(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetwork)
                .Distinct()],
            NodePort = spec.Type is "NodePort" or "LoadBalancer" ? port.NodePort ?? 0 : 0,
            Endpoints = spec.InternalTrafficPolicy == "Local" ? local : all,
            ExternalEndpoints = externalLocal ? local : all,
            ExternalLocal = externalLocal,
            AffinitySeconds = spec.SessionAffinity == "ClientIP" ? spec.SessionAffinityConfig?.ClientIP?.TimeoutSeconds ?? 10800 : 0,
        };
    }

    // Ready endpoints; where there are none, those that still serve while they terminate (KEP-1669).
    private static List<ProxyEndpoint> Endpoints(IReadOnlyCollection<EndpointSlice> slices, ServicePort port, string nodeName)
    {
        var ready = new SortedSet<(string, int, bool)>();
        var serving = new SortedSet<(string, int, bool)>();
        foreach (var slice in slices.Where(slice => slice.AddressType == "IPv4"))
        {
            var target = (slice.Ports ?? []).FirstOrDefault(candidate =>
                (candidate.Name ?? "") == (port.Name ?? "") && (candidate.Protocol ?? "TCP") == (port.Protocol ?? "TCP"));
            if (target?.Port is not { } number)
                continue;
            foreach (var endpoint in slice.Endpoints ?? [])
            {
                if (endpoint.Addresses.Count == 0)
                    continue;
                var entry = (endpoint.Addresses[0], number, endpoint.NodeName == nodeName);
                if (endpoint.Conditions?.Ready ?? true)
                    ready.Add(entry);
                else if (endpoint.Conditions?.Serving == true && endpoint.Conditions.Terminating == true)
                    serving.Add(entry);
            }
        }
        return [.. (ready.Count > 0 ? ready : serving).Select(entry => new ProxyEndpoint(entry.Item1, entry.Item2, entry.Item3))];
    }
}
