using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Trireme.Machinery.Apply;

public sealed partial class FieldSet
{
    /// <summary>Reads FieldsV1.</summary>
    /// <param name="json">The value of <c>fieldsV1</c>; null for the empty set.</param>
    /// <param name="set">The set; null when the JSON is not FieldsV1.</param>
    public static bool TryParse(JsonNode? json, [NotNullWhen(true)] out FieldSet? set)
    {
        set = json is null ? Empty : FieldsV1.Read(json);
        return set is not null;
    }

    /// <summary>The FieldsV1 of the set, in canonical order.</summary>
    public JsonObject ToJson() => FieldsV1.Write(this);
}
