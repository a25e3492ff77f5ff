using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

public static partial class StrategicMergePatch
{
    /// <summary>Obeys the <c>$patch</c> of a map.</summary>
    private static PatchError? Direct(JsonNode? directive, JsonObject patch, ref JsonObject merged)
    {
        switch (directive?.ToString())
        {
            case "replace":
                patch.Remove(PatchDirective);
                merged = (JsonObject)patch.DeepClone();
                return null;
            case "delete":
                merged = [];
                return null;
            default:
                return PatchError.BadRequest($"unknown patch type: {directive} in map: {GoText.Of(patch)}");
        }
    }

    /// <summary>Obeys <c>$retainKeys</c>: what it does not name goes.</summary>
    private static PatchError? Retain(JsonObject target, JsonObject patch)
    {
        if (!patch.Remove(RetainKeys, out var directive))
            return null;
        if (directive is not JsonArray names)
            return PatchError.BadRequest("invalid patch format of retainKeys");
        var retained = names.Select(name => name?.ToString() ?? "").ToHashSet(StringComparer.Ordinal);
        foreach (var (name, value) in patch)
        {
            if (value is not null && !IsListDirective(name) && !retained.Contains(name))
                return PatchError.BadRequest("invalid patch format of retainKeys");
        }
        foreach (var (name, _) in target.ToArray())
        {
            if (!retained.Contains(name))
                target.Remove(name);
        }
        return null;
    }

    private static PatchError? DeletePrimitives(JsonObject target, string name, JsonNode patch)
    {
        if (patch is not JsonArray removed)
            return PatchError.BadRequest("invalid patch format of primitive list");
        if (target[name] is not JsonArray existing)
            return null;
        if (existing.Any(item => item is JsonObject or JsonArray) || removed.Any(item => item is JsonObject or JsonArray))
            return PatchError.BadRequest("invalid patch format of primitive list");
        var gone = removed.Select(Identity).ToHashSet(StringComparer.Ordinal);
        target[name] = new JsonArray([.. Detach(existing).Where(item => !gone.Contains(Identity(item)))]);
        return null;
    }

    /// <summary>Takes nulls and directives out of a value that is new to the target.</summary>
    /// <returns>False where a directive says that there is to be no value.</returns>
    private static bool TryClean(JsonNode patch, out JsonNode? cleaned)
    {
        cleaned = patch;
        switch (patch)
        {
            case JsonObject fields:
                if (fields.Remove(PatchDirective, out var directive) && directive?.ToString() == "delete")
                    return false;
                foreach (var (name, value) in fields.ToArray())
                {
                    if (value is null || name == RetainKeys || IsListDirective(name) || !TryClean(value, out _))
                        fields.Remove(name);
                }
                return true;
            case JsonArray items:
                for (var i = items.Count - 1; i >= 0; i--)
                {
                    // an item that is nothing but a directive, such as {"$patch": "replace"}, is no item
                    var isBare = items[i] is JsonObject item && item.Count == 1 && item.ContainsKey(PatchDirective);
                    if (isBare || (items[i] is { } value && !TryClean(value, out _)))
                        items.RemoveAt(i);
                }
                return true;
            default:
                return true;
        }
    }

    private static bool IsListDirective(string name) =>
        name.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal) || name.StartsWith(SetElementOrder, StringComparison.Ordinal);

    /// <summary>A text that is equal for equal scalars only.</summary>
    private static string Identity(JsonNode? scalar) => scalar?.ToJsonString() ?? "null";
}
