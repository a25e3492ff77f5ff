using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.Apply;

/// <summary>Checks an applied configuration against the schema, as apply cannot do with what it cannot place. Messages are Kubernetes'.</summary>
internal sealed class AppliedConfiguration
{
    private const int MaxErrors = 20;

    private readonly List<string> _errors = [];

    /// <summary>What is wrong with a configuration; null when nothing is.</summary>
    public static string? Check(KindInfo kind, JsonObject configuration)
    {
        var check = new AppliedConfiguration();
        check.Fields(configuration, FieldShape.Root(kind), new StringBuilder());
        return check._errors.Count switch
        {
            0 => null,
            1 => check._errors[0],
            _ => "errors:\n" + string.Join('\n', check._errors.Select(error => "  " + error)),
        };
    }

    private static string GoKind(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.Object => "map",
        JsonValueKind.Array => "list",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "bool",
    };

    private void Value(JsonNode? value, FieldShape shape, StringBuilder path)
    {
        if (value is null || shape.Node is null || shape.Node.Type == SchemaType.Any)
            return;
        var expected = (shape.Node.Type, value.GetValueKind()) switch
        {
            (SchemaType.Object or SchemaType.Map, not JsonValueKind.Object) => "map",
            (SchemaType.List, not JsonValueKind.Array) => "list",
            (SchemaType.String or SchemaType.Bytes or SchemaType.Time or SchemaType.MicroTime, not JsonValueKind.String) => "string",
            (SchemaType.Int32 or SchemaType.Int64 or SchemaType.Number, not JsonValueKind.Number) => "numeric (int or float)",
            (SchemaType.Boolean, not (JsonValueKind.True or JsonValueKind.False)) => "boolean",
            (SchemaType.IntOrString or SchemaType.Quantity, JsonValueKind.Object or JsonValueKind.Array) => "scalar",
            _ => null,
        };
        if (expected is not null)
            Add(path, $"expected {expected}, got {GoKind(value)}");
        else if (value is JsonObject fields)
            Fields(fields, shape, path);
        else if (value is JsonArray items)
            Items(items, shape, path);
    }

    private void Fields(JsonObject fields, FieldShape shape, StringBuilder path)
    {
        foreach (var (name, value) in fields)
        {
            var length = path.Length;
            path.Append('.').Append(name);
            if (shape.Node!.Type == SchemaType.Object && !shape.HasField(name))
                Add(path, "field not declared in schema");
            else
                Value(value, shape.Child(name), path);
            path.Length = length;
        }
    }

    private void Items(JsonArray items, FieldShape shape, StringBuilder path)
    {
        var isAssociative = shape.FormOf(items) == FieldForm.Items;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < items.Count; i++)
        {
            var length = path.Length;
            var step = $"i:{i}";
            if (isAssociative)
            {
                if (shape.StepOf(items[i], out var missing) is not { } identity)
                {
                    Add(path, missing.Length > 0
                        ? $"element {i}: associative list with keys has an element that omits key field \"{missing}\" (and doesn't have default value)"
                        : $"element {i}: associative list with keys may not have non-map elements");
                    continue;
                }
                step = identity;
                if (!seen.Add(identity))
                {
                    var key = new StringBuilder();
                    FieldPath.Append(key, identity);
                    Add(path, $"duplicate entries for key {key}");
                }
            }
            FieldPath.Append(path, step);
            Value(items[i], shape.Item, path);
            path.Length = length;
        }
    }

    private void Add(StringBuilder path, string error)
    {
        if (_errors.Count < MaxErrors)
            _errors.Add($"{path}: {error}");
    }
}
