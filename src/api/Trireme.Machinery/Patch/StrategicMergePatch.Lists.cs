using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Patch;

public static partial class StrategicMergePatch
{
    /// <summary>Merges two lists by key, or as sets of scalars, and puts the items in order.</summary>
    private static PatchError? MergeList(
        SchemaNode? element, string? mergeKey, List<JsonNode?> target, List<JsonNode?> patch, out List<JsonNode?> merged)
    {
        merged = target;
        if (target.Count == 0 && patch.Count == 0)
            return null;
        if (CheckItems(target, patch, out var areMaps) is { } badItems)
            return badItems;
        if (!areMaps)
        {
            merged = Distinct(target, patch);
            merged = InOrder(merged, patch, target, null);
            return null;
        }
        if (mergeKey is null)
            return PatchError.BadRequest($"cannot merge lists without merge key for {element?.Definition ?? "type map"}");
        if (ObeyItems(mergeKey, ref target, ref patch) is { } badDirective)
            return badDirective;
        merged = [.. target];
        if (MergeItems(element, mergeKey, merged, patch) is { } error)
            return error;
        merged = InOrder(merged, patch, target, mergeKey);
        return null;
    }

    /// <summary>Items are all maps or all scalars, as they cannot be told apart otherwise.</summary>
    private static PatchError? CheckItems(List<JsonNode?> target, List<JsonNode?> patch, out bool areMaps)
    {
        var first = target.Count > 0 ? target[0] : patch[0];
        areMaps = first is JsonObject;
        foreach (var item in target.Concat(patch))
        {
            if (item is JsonArray)
                return PatchError.Unprocessable("lists of lists are not supported");
            if (item is JsonObject != areMaps)
                return PatchError.BadRequest($"list element types are not identical: {GoText.OfList(target)} {GoText.OfList(patch)}");
        }
        return null;
    }

    private static List<JsonNode?> Distinct(List<JsonNode?> target, List<JsonNode?> patch)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. target.Concat(patch).Where(item => seen.Add(Identity(item)))];
    }

    /// <summary>Obeys the <c>$patch</c> of items: delete takes matching ones away, replace takes the patch for the whole list.</summary>
    private static PatchError? ObeyItems(string mergeKey, ref List<JsonNode?> target, ref List<JsonNode?> patch)
    {
        var items = new List<JsonNode?>(patch.Count);
        var replace = false;
        HashSet<string>? deleted = null;
        foreach (var item in patch)
        {
            var fields = (JsonObject)item!;
            if (!fields.TryGetPropertyValue(PatchDirective, out var directive))
            {
                items.Add(item);
                continue;
            }
            switch (directive?.ToString())
            {
                case "delete" when fields.TryGetPropertyValue(mergeKey, out var key):
                    (deleted ??= new(StringComparer.Ordinal)).Add(Identity(key));
                    break;
                case "delete":
                    return MissingKey(fields, mergeKey);
                case "replace":
                    replace = true; // go on: further directives among the items are not items
                    break;
                case "merge":
                    return PatchError.BadRequest("merging lists cannot yet be specified in the patch");
                default:
                    return PatchError.BadRequest($"unknown patch type: {directive} in map: {GoText.Of(fields)}");
            }
        }
        patch = items;
        if (replace)
            target = [];
        else if (deleted is not null)
            target = target.FindAll(item => !deleted.Contains(KeyOf(item, mergeKey) ?? ""));
        return null;
    }

    private static PatchError? MergeItems(SchemaNode? element, string mergeKey, List<JsonNode?> merged, List<JsonNode?> patch)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < merged.Count; i++)
        {
            if (KeyOf(merged[i], mergeKey) is { } key)
                places.TryAdd(key, i);
        }
        foreach (var item in patch)
        {
            var fields = (JsonObject)item!;
            if (KeyOf(fields, mergeKey) is not { } key)
                return MissingKey(fields, mergeKey);
            if (places.TryGetValue(key, out var place))
            {
                // the patch is needed again to put the items in order
                var error = MergeMap(element, (JsonObject)merged[place]!, (JsonObject)fields.DeepClone(), out var result);
                if (error is not null)
                    return error;
                merged[place] = result;
            }
            else if (TryClean(fields.DeepClone(), out var added))
            {
                places.Add(key, merged.Count);
                merged.Add(added);
            }
        }
        return null;
    }

    private static string? KeyOf(JsonNode? item, string mergeKey) =>
        item is JsonObject fields && fields.TryGetPropertyValue(mergeKey, out var key) ? Identity(key) : null;

    private static PatchError MissingKey(JsonObject item, string mergeKey) =>
        PatchError.BadRequest($"map: {GoText.Of(item)} does not contain declared merge key: {mergeKey}");
}
