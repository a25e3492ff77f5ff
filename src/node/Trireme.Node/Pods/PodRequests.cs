using Trireme.Api.Core.V1;
using Trireme.Api.Meta.V1;

namespace Trireme.Node.Pods;

/// <summary>What a Pod asks for in all. Pure. Source: Kubernetes documentation, "Resource sharing within containers" (init containers and sidecars).</summary>
internal static class PodRequests
{
    /// <summary>The requests by resource.</summary>
    public static Dictionary<string, Quantity> Of(PodSpec spec)
    {
        var running = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.Containers)
            Add(running, container);
        var sidecars = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        var starting = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var container in spec.InitContainers ?? [])
        {
            if (PodContainers.IsSidecar(container))
            {
                Add(running, container);
                Add(sidecars, container);
                Raise(starting, sidecars);
                continue;
            }
            // An init container runs beside the sidecars that stand before it.
            var moment = new Dictionary<string, Quantity>(sidecars, StringComparer.Ordinal);
            Add(moment, container);
            Raise(starting, moment);
        }
        Raise(running, starting);
        foreach (var (resource, amount) in spec.Overhead ?? new Dictionary<string, Quantity>())
            running[resource] = running.GetValueOrDefault(resource) + amount;
        return running;
    }

    private static void Add(Dictionary<string, Quantity> sum, Container container)
    {
        foreach (var (resource, amount) in container.Resources?.Requests ?? new Dictionary<string, Quantity>())
            sum[resource] = sum.GetValueOrDefault(resource) + amount;
    }

    private static void Raise(Dictionary<string, Quantity> sum, Dictionary<string, Quantity> least)
    {
        foreach (var (resource, amount) in least)
        {
            if (amount > sum.GetValueOrDefault(resource))
                sum[resource] = amount;
        }
    }
}
