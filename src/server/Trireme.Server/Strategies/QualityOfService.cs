using System.Text.Json.Nodes;
using Trireme.Api.Meta.V1;
using Trireme.Server.Json;

namespace Trireme.Server.Strategies;

/// <summary>The QoS class of a Pod (Kubernetes documentation, "Pod Quality of Service Classes"): from CPU and memory of all its containers.</summary>
internal static class QualityOfService
{
    private static readonly string[] Resources = ["cpu", "memory"];

    /// <summary>Guaranteed, Burstable or BestEffort.</summary>
    public static string Of(JsonObject pod)
    {
        var spec = pod.Object("spec") ?? [];
        if (spec.Object("resources") is { } own && (Amounts(own, "requests").Count > 0 || Amounts(own, "limits").Count > 0))
            return OfOne([own]);
        var all = new List<JsonObject>();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in spec.List(list) ?? [])
                all.Add((container as JsonObject)?.Object("resources") ?? []);
        }
        return OfOne(all);
    }

    private static string OfOne(List<JsonObject> all)
    {
        var any = false;
        var guaranteed = true;
        foreach (var resources in all)
        {
            var requests = Amounts(resources, "requests");
            var limits = Amounts(resources, "limits");
            any |= requests.Count > 0 || limits.Count > 0;
            foreach (var name in Resources)
            {
                guaranteed &= limits.TryGetValue(name, out var limit)
                    && (!requests.TryGetValue(name, out var request) || request == limit);
            }
        }
        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static Dictionary<string, Quantity> Amounts(JsonObject resources, string field)
    {
        var amounts = new Dictionary<string, Quantity>(2);
        foreach (var name in Resources)
        {
            if (resources.Object(field)?[name]?.ToString() is { } text && Quantity.TryParse(text, out var quantity) && quantity > default(Quantity))
                amounts[name] = quantity;
        }
        return amounts;
    }
}
