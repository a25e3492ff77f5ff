using System.Text;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>What the schema says of one place of an object, as far as apply needs it.</summary>
/// <param name="Node">The schema of the value; null where nothing is known of it.</param>
/// <param name="Field">The field that holds it; null for the object itself, an entry of a map or an item of a list.</param>
internal readonly record struct FieldShape(SchemaNode? Node, SchemaField? Field)
{
    private static readonly HashSet<string> PlainStructures = new(StringComparer.Ordinal)
    {
        "metadata", "spec", "status", "template", "strategy", "resources", "loadBalancer", "nodeInfo", "daemonEndpoints", "kubeletEndpoint",
        "source",
    };

    /// <summary>The shape of a whole object.</summary>
    public static FieldShape Root(KindInfo kind) => new(kind.Schema, null);

    /// <summary>The shape of items of a list.</summary>
    public FieldShape Item => new(Node?.Element, null);

    /// <summary>
    /// Whether Kubernetes' own types cannot tell an absent value from an empty one here: a structure held by value, or a list that must
    /// be there. Such a value always counts as present, so it is never gained or lost as a whole.
    /// </summary>
    public bool IsAlwaysPresent => Field is not null && Node is not null && !Node.Atomic && !Field.Atomic && Node.Type switch
    {
        SchemaType.Object => PlainStructures.Contains(Field.Name),
        SchemaType.List => Field.Required,
        _ => false,
    };

    /// <summary>How a value at this place is taken apart.</summary>
    public FieldForm FormOf(JsonNode? value)
    {
        var atomic = Node is { Atomic: true } || Field is { Atomic: true };
        return value switch
        {
            JsonObject when !atomic && Node is null or { Type: SchemaType.Object or SchemaType.Map or SchemaType.Any } => FieldForm.Fields,
            JsonArray when !atomic && Field is { ListKind: ListKind.Set or ListKind.Map } && Node is { Type: SchemaType.List } => FieldForm.Items,
            _ => FieldForm.Leaf,
        };
    }

    /// <summary>The shape of a field or an entry.</summary>
    public FieldShape Child(string name) => Node?.Type switch
    {
        SchemaType.Object when Node.Fields.TryGetValue(name, out var field) => new(field.Node, field),
        SchemaType.Map => new(Node.Element, null),
        SchemaType.Any => new(Node, null),
        _ => default,
    };

    /// <summary>Whether this is a structure with a field of this name.</summary>
    public bool HasField(string name) => Node is { Type: SchemaType.Object } && Node.Fields.ContainsKey(name);

    /// <summary>The shape behind a step of a path.</summary>
    public FieldShape Behind(string step) => FieldPath.IsField(step) ? Child(step[2..]) : Item;

    /// <summary>The step to an item of a list at this place.</summary>
    /// <param name="item">The item.</param>
    /// <param name="missing">The key field that the item lacks; empty when it lacks none.</param>
    /// <returns>The step, or null where the item has no identity.</returns>
    public string? StepOf(JsonNode? item, out string missing)
    {
        missing = "";
        if (Field!.ListKind == ListKind.Set)
            return FieldPath.Value(item);
        if (item is not JsonObject fields)
            return null;
        if (Field.ListKeys.Count == 1)
        {
            missing = Field.ListKeys[0];
            if (KeyOf(fields, missing) is not { } only)
                return null;
            var single = string.Concat("k:{\"", missing, "\":", string.Concat(FieldPath.Json(only), "}"));
            missing = "";
            return single;
        }
        var text = new StringBuilder("k:{");
        foreach (var key in Field.ListKeys.Order(StringComparer.Ordinal))
        {
            if (KeyOf(fields, key) is not { } value)
            {
                missing = key;
                return null;
            }
            if (text.Length > 3)
                text.Append(',');
            text.Append('"').Append(key).Append("\":").Append(FieldPath.Json(value));
        }
        return text.Append('}').ToString();
    }

    private JsonNode? KeyOf(JsonObject item, string key) =>
        item[key] ?? (Node!.Element!.Fields.TryGetValue(key, out var field) ? field.Default : null);
}
