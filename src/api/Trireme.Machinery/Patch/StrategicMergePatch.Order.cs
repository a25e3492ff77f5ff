using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Patch;

public static partial class StrategicMergePatch
{
    /// <summary>Obeys every <c>$setElementOrder</c> of a map, and merges the lists that they are for.</summary>
    private static PatchError? Order(SchemaNode? schema, JsonObject target, JsonObject patch)
    {
        foreach (var (directive, value) in patch.ToArray())
        {
            if (!directive.StartsWith(SetElementOrder, StringComparison.Ordinal))
                continue;
            patch.Remove(directive);
            var error = value is JsonArray order
                ? OrderList(schema, target, patch, directive[SetElementOrder.Length..], order)
                : PatchError.BadRequest("invalid patch format of setElementOrder list");
            if (error is not null)
                return error;
        }
        return null;
    }

    private static PatchError? OrderList(SchemaNode? schema, JsonObject target, JsonObject patch, string name, JsonArray order)
    {
        var existing = target[name] as JsonArray;
        var patched = patch[name] as JsonArray;
        if ((existing is null && target[name] is not null) || (patched is null && patch[name] is not null))
            return PatchError.BadRequest("invalid patch format of setElementOrder list");
        var (node, field) = Child(schema, name);
        var mergeKey = field?.PatchMergeKey;
        if (patched is not null && CheckOrder(patched, order, mergeKey) is { } mismatch)
            return mismatch;
        if (existing is null && patched is null)
            return null;
        var before = existing is null ? [] : Detach(existing);
        var merged = before;
        if (patched is not null)
        {
            patch.Remove(name);
            if (existing is null)
            {
                TryClean(patched, out _);
                merged = Detach(patched);
            }
            else if (field is { PatchMerge: true })
            {
                if (MergeList(node?.Element, mergeKey, [.. before], Detach(patched), out merged) is { } error)
                    return error;
            }
            else
            {
                merged = Detach(patched);
            }
        }
        target[name] = new JsonArray([.. InOrder(merged, [.. order], before, mergeKey)]);
        return null;
    }

    /// <summary>The items of the patch must stand in the order that the directive gives.</summary>
    private static PatchError? CheckOrder(JsonArray patched, JsonArray order, string? mergeKey)
    {
        if (order.Count == 0)
            return null;
        var place = 0;
        foreach (var item in patched)
        {
            if (item is JsonObject fields && fields.ContainsKey(PatchDirective))
                continue;
            var key = ItemIdentity(item, mergeKey);
            while (place < order.Count && ItemIdentity(order[place], mergeKey) != key)
                place++;
            if (place++ >= order.Count)
            {
                return PatchError.BadRequest(
                    $"The order in patch list:\n{GoText.Of(patched)}\n doesn't match $setElementOrder list:\n{GoText.Of(order)}\n");
            }
        }
        return null;
    }

    /// <summary>
    /// Puts a merged list in order: items that the patch names stand in the patch's order, those that only the target has in the
    /// target's; where both claim a place, the target's old order decides, and an item that is new comes first.
    /// </summary>
    private static List<JsonNode?> InOrder(List<JsonNode?> merged, List<JsonNode?> patch, List<JsonNode?> target, string? mergeKey)
    {
        var patchPlaces = Places(patch, mergeKey);
        var targetPlaces = Places(target, mergeKey);
        var named = new List<(JsonNode? Item, int Patch, int Target)>();
        var others = new List<(JsonNode? Item, int Target)>();
        foreach (var item in merged)
        {
            var key = ItemIdentity(item, mergeKey) ?? "";
            var targetPlace = targetPlaces.GetValueOrDefault(key, -1);
            if (patchPlaces.TryGetValue(key, out var patchPlace))
                named.Add((item, patchPlace, targetPlace));
            else
                others.Add((item, targetPlace));
        }
        named = [.. named.OrderBy(item => item.Patch)];
        others = [.. others.OrderBy(item => item.Target < 0 ? int.MaxValue : item.Target)];
        var result = new List<JsonNode?>(merged.Count);
        int i = 0, j = 0;
        while (i < others.Count || j < named.Count)
        {
            var takeOther = j == named.Count
                || (i < others.Count && others[i].Target >= 0 && named[j].Target >= 0 && others[i].Target < named[j].Target);
            result.Add(takeOther ? others[i++].Item : named[j++].Item);
        }
        return result;
    }

    private static Dictionary<string, int> Places(List<JsonNode?> items, string? mergeKey)
    {
        var places = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            if (ItemIdentity(items[i], mergeKey) is { } key)
                places.TryAdd(key, i);
        }
        return places;
    }

    private static string? ItemIdentity(JsonNode? item, string? mergeKey) => mergeKey is null ? Identity(item) : KeyOf(item, mergeKey);
}
