using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Api;
using Trireme.Server.Json;
using LabelSelector = Trireme.Machinery.Selectors.LabelSelector;

namespace Trireme.Server.Verbs.Subresources;

/// <summary>The Scale that a workload shows of itself (autoscaling/v1).</summary>
internal static class ScaleDocument
{
    /// <summary>The Scale of a workload.</summary>
    public static JsonObject Of(JsonObject workload)
    {
        var metadata = workload.Metadata();
        var shown = new JsonObject();
        foreach (var name in (ReadOnlySpan<string>)["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
            shown.CopyField(name, metadata);
        var status = new JsonObject { ["replicas"] = workload.Object("status")?.Number("replicas") ?? 0 };
        if (workload.Object("spec")?.Object("selector") is { } selector
            && LabelSelector.TryFrom(selector.Deserialize(ApiJson.Of<Api.Meta.V1.LabelSelector>()), out var parsed, out _))
        {
            status["selector"] = parsed.ToString();
        }
        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = shown,
            ["spec"] = new JsonObject { ["replicas"] = workload.Object("spec")?.Number("replicas") ?? 1 },
            ["status"] = status,
        };
    }
}
