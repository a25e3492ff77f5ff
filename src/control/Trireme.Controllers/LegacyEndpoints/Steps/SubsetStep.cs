using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Controllers.Framework;

namespace Trireme.Controllers.LegacyEndpoints.Steps;

/// <summary>Groups the addresses of Pods by the ports they have; at most 1000 addresses in all.</summary>
internal static class SubsetStep
{
    /// <summary>The most addresses in one object.</summary>
    public const int Capacity = 1000;

    public static IReadOnlyList<EndpointSubset> Apply(EndpointsState state, out bool truncated)
    {
        var family = IPAddress.TryParse(state.Service.Spec.ClusterIP, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            || state.Service.Spec.IpFamilies is ["IPv6", ..]
                ? AddressFamily.InterNetworkV6
                : AddressFamily.InterNetwork;
        var unready = state.Service.Spec.PublishNotReadyAddresses == true;
        var members = new List<Member>();
        foreach (var pod in state.Pods)
        {
            if (!ServicePods.MayServe(pod, includeTerminating: unready) || ServicePods.Address(pod, family) is not { } ip)
                continue;
            var ports = Ports(state.Service, pod);
            if (ports.Count > 0 || state.Service.IsHeadless() && (state.Service.Spec.Ports?.Count ?? 0) == 0)
                members.Add(new Member(Make(pod, ip, state.Service), ports, unready || pod.IsReady()));
        }
        truncated = members.Count > Capacity;
        // Where not all can be told of, those that are ready count more.
        var told = truncated ? members.OrderByDescending(member => member.Ready).Take(Capacity) : members;
        return [.. told.GroupBy(member => KeyOf(member.Ports), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(Subset)];
    }

    private static EndpointSubset Subset(IGrouping<string, Member> group)
    {
        var ports = group.First().Ports;
        return new EndpointSubset
        {
            Addresses = Addresses(group, ready: true),
            NotReadyAddresses = Addresses(group, ready: false),
            Ports = ports.Count > 0 ? ports : null,
        };
    }

    private static List<EndpointAddress>? Addresses(IEnumerable<Member> members, bool ready)
    {
        var addresses = members.Where(member => member.Ready == ready).Select(member => member.Address)
            .OrderBy(address => address.Ip, StringComparer.Ordinal).ToList();
        return addresses.Count > 0 ? addresses : null;
    }

    private static EndpointAddress Make(Pod pod, string ip, Service service) => new()
    {
        Ip = ip,
        Hostname = ServicePods.Hostname(pod, service),
        NodeName = string.IsNullOrEmpty(pod.Spec.NodeName) ? null : pod.Spec.NodeName,
        TargetRef = new ObjectReference { Kind = "Pod", Namespace = pod.Metadata.Namespace, Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
    };

    private static List<EndpointPort> Ports(Service service, Pod pod)
    {
        var ports = new List<EndpointPort>();
        foreach (var port in service.Spec.Ports ?? [])
        {
            if (ServicePods.TargetPort(pod, port) is { } number)
                ports.Add(new EndpointPort { Name = port.Name, Port = number, Protocol = port.Protocol ?? "TCP", AppProtocol = port.AppProtocol });
        }
        return ports;
    }

    private static string KeyOf(List<EndpointPort> ports) =>
        string.Join('\n', ports.Select(port => $"{port.Name}\t{port.Port}\t{port.Protocol}").Order(StringComparer.Ordinal));

    private sealed record Member(EndpointAddress Address, List<EndpointPort> Ports, bool Ready);
}
