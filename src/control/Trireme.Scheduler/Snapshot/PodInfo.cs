using Trireme.Api.Core.V1;

namespace Trireme.Scheduler.Snapshot;

/// <summary>A Pod with what plugins ask for again and again, worked out once. Immutable.</summary>
internal sealed class PodInfo
{
    /// <summary>Works out what is needed.</summary>
    public PodInfo(Pod pod)
    {
        Pod = pod;
        Requests = PodRequests.Of(pod);
        ScoreRequests = PodRequests.ForScore(pod);
        HostPorts = [.. from container in pod.Spec.Containers.Concat((pod.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always"))
                        from port in container.Ports ?? []
                        where port.HostPort > 0
                        select (port.HostIP is null or "" ? "0.0.0.0" : port.HostIP, port.Protocol ?? "TCP", port.HostPort!.Value)];
    }

    /// <summary>The Pod.</summary>
    public Pod Pod { get; }

    /// <summary>Namespace and name.</summary>
    public string Key => $"{Pod.Metadata.Namespace}/{Pod.Metadata.Name}";

    /// <summary>The UID, which tells it from another Pod of the same name.</summary>
    public string Uid => Pod.Metadata.Uid ?? "";

    /// <summary>What must fit on a node.</summary>
    public Resources Requests { get; }

    /// <summary>What counts when nodes are compared.</summary>
    public Resources ScoreRequests { get; }

    /// <summary>Ports of the node that it takes: address, protocol, number.</summary>
    public IReadOnlyList<(string Address, string Protocol, int Port)> HostPorts { get; }
}
