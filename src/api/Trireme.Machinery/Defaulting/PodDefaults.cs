using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Defaulting;

/// <summary>What is filled in for a Pod itself, and not for the template of one.</summary>
internal static class PodDefaults
{
    public static void Apply(JsonObject pod)
    {
        if (pod.Object("spec") is not { } spec)
            return;
        spec.Default("enableServiceLinks", true);
        var hostNetwork = spec.IsTrue("hostNetwork");
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            foreach (var container in spec.Objects(list))
            {
                RequestsFromLimits(container);
                if (hostNetwork)
                    HostPorts(container);
            }
        }
        PodResourceDefaults.Apply(spec);
    }

    private static void RequestsFromLimits(JsonObject container)
    {
        if (container.Object("resources")?.Object("limits") is not { } limits)
            return;
        var requests = container.Object("resources")!.Ensure("requests");
        foreach (var (resource, limit) in limits)
        {
            if (!requests.ContainsKey(resource))
                requests[resource] = limit?.DeepClone();
        }
    }

    private static void HostPorts(JsonObject container)
    {
        foreach (var port in container.Objects("ports"))
        {
            if (port.Number("hostPort") is null or 0 && port.Number("containerPort") is { } number)
                port["hostPort"] = (int)number;
        }
    }
}
