using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Api.Discovery.V1;
using Trireme.Client.Objects;
using Trireme.Controllers.Framework;
using EndpointPort = Trireme.Api.Discovery.V1.EndpointPort;

namespace Trireme.Controllers.EndpointSlices.Steps;

/// <summary>Makes the endpoints that shall be: one per Pod and address family, grouped by the ports that the Pod has.</summary>
internal static class EndpointStep
{
    /// <summary>The address types that a Service wants: <c>IPv4</c>, <c>IPv6</c>.</summary>
    public static IReadOnlyList<string> AddressTypes(Service service)
    {
        if (service.Spec.IpFamilies is { Count: > 0 } families)
            return families;
        return IPAddress.TryParse(service.Spec.ClusterIP, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6 ? ["IPv6"] : ["IPv4"];
    }

    /// <summary>The endpoints of one address type by their ports.</summary>
    public static IReadOnlyList<EndpointGroup> Group(EndpointSliceState state, string addressType)
    {
        var family = addressType == "IPv6" ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var groups = new Dictionary<string, EndpointGroup>(StringComparer.Ordinal);
        foreach (var pod in state.Pods)
        {
            if (!ServicePods.MayServe(pod, includeTerminating: true) || ServicePods.Address(pod, family) is not { } address)
                continue;
            var ports = Ports(state.Service, pod);
            if (ports.Count == 0 && !(state.Service.IsHeadless() && (state.Service.Spec.Ports?.Count ?? 0) == 0))
                continue; // the Pod has none of the named ports
            var key = EndpointGroup.KeyOf(ports);
            if (!groups.TryGetValue(key, out var group))
                groups.Add(key, group = new EndpointGroup(key, ports));
            group.Endpoints.Add(Make(state, pod, address));
        }
        return [.. groups.Values];
    }

    private static List<EndpointPort> Ports(Service service, Pod pod)
    {
        var ports = new List<EndpointPort>();
        foreach (var port in service.Spec.Ports ?? [])
        {
            if (ServicePods.TargetPort(pod, port) is { } number)
                ports.Add(new EndpointPort { Name = port.Name ?? "", Port = number, Protocol = port.Protocol ?? "TCP", AppProtocol = port.AppProtocol });
        }
        return ports;
    }

    private static Endpoint Make(EndpointSliceState state, Pod pod, string address)
    {
        var serving = pod.IsReady();
        var terminating = pod.IsDeleting();
        var node = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName;
        return new Endpoint
        {
            Addresses = [address],
            Conditions = new EndpointConditions
            {
                Ready = state.Service.Spec.PublishNotReadyAddresses == true || serving && !terminating,
                Serving = serving,
                Terminating = terminating,
            },
            Hostname = ServicePods.Hostname(pod, state.Service),
            NodeName = node,
            Zone = node is null ? null : state.Zones.GetValueOrDefault(node),
            TargetRef = new ObjectReference { Kind = "Pod", Namespace = pod.Metadata.Namespace, Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
        };
    }
}
