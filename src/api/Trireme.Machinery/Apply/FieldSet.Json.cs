using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

public sealed partial class FieldSet
{
    private const string Self = ".";
    private const int MaxDepth = 128;

    /// <summary>Reads FieldsV1.</summary>
    /// <param name="json">The value of <c>fieldsV1</c>; null for the empty set.</param>
    /// <param name="set">The set; null when the JSON is not FieldsV1.</param>
    public static bool TryParse(JsonNode? json, [NotNullWhen(true)] out FieldSet? set)
    {
        set = json switch
        {
            null => Empty,
            JsonObject fields => Parse(fields, 0),
            _ => null,
        };
        return set is not null;
    }

    /// <summary>The FieldsV1 of the set, in canonical order.</summary>
    public JsonObject ToJson()
    {
        var fields = new JsonObject();
        if (IsMember && HasChildren)
            fields.Add(Self, new JsonObject());
        for (var i = 0; i < _steps.Length; i++)
            fields.Add(_steps[i], _children[i].ToJson());
        return fields;
    }

    /// <summary>Whether FieldsV1 that has not been parsed has a field of this set. Cheap when the set is small.</summary>
    internal bool Overlaps(JsonObject fields)
    {
        if (IsMember && (fields.Count == 0 || fields.ContainsKey(Self)))
            return true;
        for (var i = 0; i < _steps.Length; i++)
        {
            if (fields.TryGetPropertyValue(_steps[i], out var below) && below is JsonObject child && _children[i].Overlaps(child))
                return true;
        }
        return false;
    }

    private static FieldSet? Parse(JsonObject fields, int depth)
    {
        if (depth > MaxDepth)
            return null;
        // an empty object means the field itself; at the root it means nothing
        var isMember = fields.Count == 0 && depth > 0;
        if (isMember)
            return Leaf;
        var result = new FieldSetBuilder(fields.Count);
        foreach (var (name, value) in fields)
        {
            if (name == Self)
            {
                isMember = depth > 0;
                continue;
            }
            if (FieldPath.Canonical(name) is not { } step || value is not JsonObject below || Parse(below, depth + 1) is not { } child)
                return null;
            result.Add(step, child);
        }
        return result.Build(isMember);
    }
}
