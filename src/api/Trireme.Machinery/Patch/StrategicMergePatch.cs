using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Patch;

/// <summary>
/// Strategic merge patch: a merge patch that knows the schema, merges lists by key and obeys directives in the patch.
/// Source: the Kubernetes API conventions and the community document "Strategic Merge Patch". Thread-safe.
/// </summary>
public static partial class StrategicMergePatch
{
    private const string PatchDirective = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteFromPrimitiveList = "$deleteFromPrimitiveList/";
    private const string SetElementOrder = "$setElementOrder/";

    /// <summary>Applies a strategic merge patch.</summary>
    /// <param name="schema">The schema of the target. Where it says nothing, maps are merged and lists replaced.</param>
    /// <param name="target">The object to patch; it is changed in place and must not be used after an error.</param>
    /// <param name="patch">The patch; left as it is.</param>
    public static PatchResult Apply(SchemaNode schema, JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonObject)
            return PatchError.BadRequest("invalid JSON document");
        var consumed = (JsonObject)patch.DeepClone();
        return MergeMap(schema, target, consumed, out var merged) is { } error ? error : (PatchResult)merged;
    }

    /// <summary>Merges a patch into a map. Consumes both.</summary>
    /// <param name="schema">The schema of the map; null where it is not known.</param>
    /// <param name="target">The map.</param>
    /// <param name="patch">Its patch.</param>
    /// <param name="merged">The result.</param>
    private static PatchError? MergeMap(SchemaNode? schema, JsonObject target, JsonObject patch, out JsonObject merged)
    {
        merged = target;
        if (patch.TryGetPropertyValue(PatchDirective, out var directive))
            return Direct(directive, patch, ref merged);
        if (Retain(target, patch) is { } badRetain)
            return badRetain;
        if (Order(schema, target, patch) is { } badOrder)
            return badOrder;
        var entries = patch.ToArray();
        patch.Clear();
        foreach (var (name, value) in entries)
        {
            if (MergeField(schema, target, name, value) is { } error)
                return error;
        }
        return null;
    }

    private static PatchError? MergeField(SchemaNode? schema, JsonObject target, string name, JsonNode? patch)
    {
        var isDeleteList = name.StartsWith(DeleteFromPrimitiveList, StringComparison.Ordinal);
        if (isDeleteList)
            name = name[DeleteFromPrimitiveList.Length..];
        if (patch is null)
        {
            target.Remove(name);
            return null;
        }
        if (isDeleteList)
            return DeletePrimitives(target, name, patch);
        var (node, field) = Child(schema, name);
        switch (patch)
        {
            case JsonObject fields when target[name] is JsonObject existing:
                var error = MergeMap(node, existing, fields, out var merged);
                if (error is null && !ReferenceEquals(merged, existing))
                    target[name] = merged;
                return error;
            case JsonArray items when target[name] is JsonArray existing && field is { PatchMerge: true }:
                var badList = MergeList(node?.Element, field.PatchMergeKey, Detach(existing), Detach(items), out var list);
                if (badList is null)
                    target[name] = new JsonArray([.. list]);
                return badList;
            default:
                if (TryClean(patch, out var cleaned))
                    target[name] = cleaned;
                return null;
        }
    }

    private static (SchemaNode? Node, SchemaField? Field) Child(SchemaNode? schema, string name) => schema?.Type switch
    {
        SchemaType.Object when schema.Fields.TryGetValue(name, out var field) => (field.Node, field),
        SchemaType.Map => (schema.Element, null),
        _ => default,
    };

    private static List<JsonNode?> Detach(JsonArray array)
    {
        var items = new List<JsonNode?>(array);
        array.Clear();
        return items;
    }
}
