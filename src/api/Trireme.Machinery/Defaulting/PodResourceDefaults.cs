using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>Requests of a whole Pod that only names limits: what its containers ask for together, or else the limit (KEP-2837).</summary>
internal static class PodResourceDefaults
{
    public static void Apply(JsonObject spec)
    {
        if (spec.Object("resources") is not { } resources || resources.Object("limits") is not { Count: > 0 } limits)
            return;
        var requests = resources.Ensure("requests");
        foreach (var resource in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (!requests.ContainsKey(resource) && OfContainers(spec, resource) is { } sum)
                requests[resource] = sum.ToString();
        }
        foreach (var (resource, limit) in limits)
        {
            if (!requests.ContainsKey(resource))
                requests[resource] = limit?.DeepClone();
        }
    }

    /// <summary>What the containers need at the worst moment: all that run side by side, or one init container beside the sidecars before it.</summary>
    private static Quantity? OfContainers(JsonObject spec, string resource)
    {
        Quantity? together = null;
        foreach (var container in spec.Objects("containers"))
            together = Sum(together, Request(container, resource));
        Quantity? sidecars = null;
        Quantity? peak = null;
        foreach (var container in spec.Objects("initContainers"))
        {
            var request = Request(container, resource);
            if (container.Text("restartPolicy") == "Always")
            {
                sidecars = Sum(sidecars, request);
                continue;
            }
            var moment = Sum(sidecars, request);
            peak = peak is null || moment > peak ? moment : peak;
        }
        var steady = Sum(together, sidecars);
        return peak is null || steady > peak ? steady : peak;
    }

    private static Quantity? Sum(Quantity? left, Quantity? right) => left is null ? right : right is null ? left : left.Value + right.Value;

    private static Quantity? Request(JsonObject container, string resource) =>
        Quantity.TryParse(container.Object("resources")?.Object("requests")?.Text(resource), out var quantity) ? quantity : null;
}
