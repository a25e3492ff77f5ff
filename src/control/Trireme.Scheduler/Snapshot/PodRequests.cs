using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Scheduler.Snapshot;

/// <summary>What a Pod asks for: the sum of its containers, or an init container's larger demand, plus overhead (KEP-753 for sidecars).</summary>
internal static class PodRequests
{
    // What a container without requests counts for when nodes are compared, as in kube-scheduler.
    private const long DefaultMilliCpu = 100;
    private const long DefaultMemory = 200L << 20;

    /// <summary>The requests that must fit.</summary>
    public static Resources Of(Pod pod) => Sum(pod, useDefaults: false);

    /// <summary>The requests for comparing nodes: containers that ask for nothing count a little.</summary>
    public static Resources ForScore(Pod pod) => Sum(pod, useDefaults: true);

    private static Resources Sum(Pod pod, bool useDefaults)
    {
        var total = default(Resources);
        foreach (var container in pod.Spec.Containers)
            total += Of(container, useDefaults);
        var sidecars = default(Resources);
        var initial = default(Resources);
        foreach (var container in pod.Spec.InitContainers ?? [])
        {
            var request = Of(container, useDefaults);
            if (container.RestartPolicy == "Always")
            {
                sidecars += request;
                initial = Resources.Max(initial, sidecars);
            }
            else
                initial = Resources.Max(initial, sidecars + request);
        }
        total = Resources.Max(total + sidecars, initial);
        if (pod.Spec.Resources?.Requests is { } podLevel)
            total = Resources.Max(total, Of(podLevel));
        return pod.Spec.Overhead is { } overhead ? total + Of(overhead) : total;
    }

    private static Resources Of(Container container, bool useDefaults)
    {
        var requests = container.Resources?.Requests is { } asked ? Of(asked) : default;
        if (!useDefaults)
            return requests;
        return requests with
        {
            MilliCpu = requests.MilliCpu == 0 ? DefaultMilliCpu : requests.MilliCpu,
            Memory = requests.Memory == 0 ? DefaultMemory : requests.Memory,
        };
    }

    /// <summary>Amounts out of a resource list.</summary>
    public static Resources Of(IReadOnlyDictionary<string, Quantity> list)
    {
        long cpu = 0, memory = 0, storage = 0;
        Dictionary<string, long>? other = null;
        foreach (var (name, quantity) in list)
        {
            switch (name)
            {
                case "cpu": cpu = quantity.MilliValue; break;
                case "memory": memory = quantity.Value; break;
                case "ephemeral-storage": storage = quantity.Value; break;
                case "pods": break;
                default: (other ??= [])[name] = quantity.Value; break;
            }
        }
        return new Resources(cpu, memory, storage, other);
    }
}
