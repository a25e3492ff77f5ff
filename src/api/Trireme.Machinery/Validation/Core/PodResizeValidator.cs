using System.Text.Json.Nodes;
using Trireme.Machinery.Json;

namespace Trireme.Machinery.Validation.Core;

/// <summary>What the <c>resize</c> subresource of a Pod may change: cpu and memory of containers, and of sidecars (KEP-1287).</summary>
internal static class PodResizeValidator
{
    private static readonly FieldPath Spec = FieldPath.Of("spec");

    public static void ValidateUpdate(JsonObject spec, JsonObject before, FieldErrors errors)
    {
        var masked = (JsonObject)spec.DeepClone();
        foreach (var list in (ReadOnlySpan<string>)["containers", "initContainers"])
        {
            var index = -1;
            foreach (var (container, known) in masked.Objects(list).Zip(before.Objects(list)))
            {
                index++;
                if (list == "initContainers" && container.Text("restartPolicy") != "Always")
                    continue;
                var path = Spec.Child(list).Index(index).Child("resources");
                foreach (var kind in (ReadOnlySpan<string>)["requests", "limits"])
                    Resize(container, known, kind, path, errors);
                if (known["resizePolicy"] is { } policy)
                    container["resizePolicy"] = policy.DeepClone();
                else
                    container.Remove("resizePolicy");
            }
        }
        if (!JsonNode.DeepEquals(masked, before))
            errors.Forbidden(Spec, $"only cpu and memory resources are mutable\n{ChangeList.Of(before, masked)}");
    }

    private static void Resize(JsonObject container, JsonObject known, string kind, FieldPath path, FieldErrors errors)
    {
        var was = known.Object("resources")?.Object(kind);
        var now = container.Object("resources")?.Object(kind);
        if (was?.Any(pair => now?.ContainsKey(pair.Key) != true) == true)
            errors.Forbidden(path.Child(kind), $"resource {kind} cannot be removed");
        if (now is null)
            return;
        foreach (var resource in (ReadOnlySpan<string>)["cpu", "memory"])
        {
            if (was?[resource] is { } amount)
                now[resource] = amount.DeepClone();
            else
                now.Remove(resource);
        }
        if (now.Count == 0 && was is null)
            container.Object("resources")!.Remove(kind);
    }
}
