using System.Text.Json.Nodes;

namespace Trireme.Node.Statuses;

/// <summary>
/// The strategic merge patch that turns one status into another: only fields that differ, conditions one by one by their type, so that
/// conditions of others are left alone. Fields that are gone become null.
/// </summary>
internal static class StrategicDiff
{
    private static readonly HashSet<string> MergedLists = new(StringComparer.Ordinal) { "podIPs", "hostIPs", "addresses", "resourceClaimStatuses" };

    /// <summary>The patch; null where the two are equal.</summary>
    public static JsonObject? Between(JsonObject before, JsonObject after)
    {
        JsonObject? patch = null;
        foreach (var (name, value) in after)
        {
            var old = before[name];
            if (JsonNode.DeepEquals(old, value))
                continue;
            var change = (name, old, value) switch
            {
                ("conditions", JsonArray oldList, JsonArray newList) => Conditions(oldList, newList),
                (_, JsonObject oldMap, JsonObject newMap) => Between(oldMap, newMap),
                (_, JsonArray { Count: > 0 }, JsonArray newList) when MergedLists.Contains(name) => Replace(newList),
                _ => value?.DeepClone(),
            };
            (patch ??= [])[name] = change;
        }
        foreach (var (name, _) in before)
        {
            if (!after.ContainsKey(name) && name != "conditions")
                (patch ??= [])[name] = null;
        }
        return patch;
    }

    private static JsonArray Conditions(JsonArray before, JsonArray after)
    {
        var patch = new JsonArray();
        foreach (var condition in after)
        {
            var old = before.FirstOrDefault(other => TypeOf(other) == TypeOf(condition));
            if (!JsonNode.DeepEquals(old, condition))
                patch.Add(WithNulls(condition!.AsObject(), old as JsonObject));
        }
        return patch;
    }

    // A merged list item keeps fields that the patch does not name, so a message that is gone must be named as null.
    private static JsonObject WithNulls(JsonObject condition, JsonObject? before)
    {
        var copy = condition.DeepClone().AsObject();
        if (before is null)
            return copy;
        foreach (var (name, _) in before)
        {
            if (!copy.ContainsKey(name))
                copy[name] = null;
        }
        return copy;
    }

    private static JsonArray Replace(JsonArray list)
    {
        var patch = new JsonArray();
        foreach (var item in list)
            patch.Add(item?.DeepClone());
        patch.Add(new JsonObject { ["$patch"] = "replace" });
        return patch;
    }

    private static string? TypeOf(JsonNode? condition) => (string?)condition?["type"];
}
