using System.Text.Json.Nodes;

namespace Trireme.Machinery.Patch;

/// <summary>JSON merge patch (RFC 7386): fields of the patch replace fields of the target, null removes them, lists are replaced whole.</summary>
public static class MergePatch
{
    /// <summary>Applies a merge patch.</summary>
    /// <param name="target">The object to patch; it is changed in place and must not be used after an error.</param>
    /// <param name="patch">The patch; left as it is.</param>
    public static PatchResult Apply(JsonObject target, JsonNode? patch)
    {
        if (patch is not JsonObject fields)
            return PatchError.BadRequest("Invalid JSON Patch");
        Merge(target, fields);
        return target;
    }

    /// <summary>Merges the fields of one object into another. Nothing of <paramref name="patch"/> is changed or shared.</summary>
    internal static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject fields when target[name] is JsonObject existing:
                    Merge(existing, fields);
                    break;
                case JsonObject fields:
                    var added = new JsonObject();
                    Merge(added, fields);
                    target[name] = added;
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
