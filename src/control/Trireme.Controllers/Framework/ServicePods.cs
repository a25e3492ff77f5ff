using System.Net;
using System.Net.Sockets;
using Trireme.Api.Core.V1;
using Trireme.Client.Informers;
using Trireme.Client.Objects;

namespace Trireme.Controllers.Framework;

/// <summary>Which Pods are behind a Service, and at which addresses and ports.</summary>
internal static class ServicePods
{
    public const string HeadlessLabel = "service.kubernetes.io/headless";

    /// <summary>Whether the Service finds its Pods by a selector; others have endpoints that somebody else writes.</summary>
    public static bool HasSelector(this Service service) => service.Spec.Selector is { Count: > 0 } && service.Spec.Type != "ExternalName";

    /// <summary>Whether the Service has no cluster address of its own.</summary>
    public static bool IsHeadless(this Service service) => service.Spec.ClusterIP == "None";

    /// <summary>The Pods that the selector finds, by name.</summary>
    public static IReadOnlyList<Pod> Of(Service service, IInformer<Pod> pods) =>
        [.. pods.List(service.Metadata.Namespace ?? "")
            .Where(pod => LabelMatching.Contains(pod.Metadata.Labels, service.Spec.Selector))
            .OrderBy(pod => pod.Metadata.Name, StringComparer.Ordinal)];

    /// <summary>The Services of the Pod's namespace whose selectors find it.</summary>
    public static IEnumerable<Service> ServicesOf(Pod pod, IInformer<Service> services) =>
        services.List(pod.Metadata.Namespace ?? "")
            .Where(service => service.HasSelector() && LabelMatching.Contains(pod.Metadata.Labels, service.Spec.Selector));

    /// <summary>Whether a Pod has an address that may be told of.</summary>
    public static bool MayServe(Pod pod, bool includeTerminating) =>
        !pod.HasEnded() && Addresses(pod).Any() && (includeTerminating || !pod.IsDeleting());

    /// <summary>The Pod's address of a family; null where it has none.</summary>
    public static string? Address(Pod pod, AddressFamily family) =>
        Addresses(pod).FirstOrDefault(address => IPAddress.TryParse(address, out var parsed) && parsed.AddressFamily == family);

    /// <summary>The number of the port that a Service's port leads to in this Pod; null where the Pod has no port of that name.</summary>
    public static int? TargetPort(Pod pod, ServicePort port)
    {
        if (port.TargetPort is not { } target || target is { IsString: false, Number: 0 })
            return port.Port;
        if (!target.IsString)
            return target.Number;
        var sidecars = (pod.Spec.InitContainers ?? []).Where(container => container.RestartPolicy == "Always");
        foreach (var container in pod.Spec.Containers.Concat(sidecars))
        {
            foreach (var candidate in container.Ports ?? [])
            {
                if (candidate.Name == target.Text && (candidate.Protocol ?? "TCP") == (port.Protocol ?? "TCP"))
                    return candidate.Port;
            }
        }
        return null;
    }

    /// <summary>The Pod's name in the DNS of a Service that names its Pods; null where it has none.</summary>
    public static string? Hostname(Pod pod, Service service) =>
        !string.IsNullOrEmpty(pod.Spec.Hostname) && pod.Spec.Subdomain == service.Metadata.Name ? pod.Spec.Hostname : null;

    /// <summary>Whether a change of a Pod can change what is told of it behind Services.</summary>
    public static bool MattersToServices(Pod old, Pod current) =>
        old.IsReady() != current.IsReady()
        || old.IsDeleting() != current.IsDeleting()
        || old.HasEnded() != current.HasEnded()
        || old.Spec.NodeName != current.Spec.NodeName
        || old.Metadata.Uid != current.Metadata.Uid
        || !Addresses(old).SequenceEqual(Addresses(current))
        || !SameLabels(old.Metadata.Labels, current.Metadata.Labels);

    private static IEnumerable<string> Addresses(Pod pod)
    {
        if (pod.Status.PodIPs is { Count: > 0 } several)
            return several.Select(address => address.Ip).Where(address => !string.IsNullOrEmpty(address));
        return string.IsNullOrEmpty(pod.Status.PodIP) ? [] : [pod.Status.PodIP];
    }

    private static bool SameLabels(IReadOnlyDictionary<string, string>? left, IReadOnlyDictionary<string, string>? right) =>
        (left?.Count ?? 0) == (right?.Count ?? 0) && LabelMatching.Contains(left, right);
}
