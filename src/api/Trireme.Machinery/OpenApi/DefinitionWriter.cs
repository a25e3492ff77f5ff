using System.Text.Json;
using Trireme.Machinery.Schema;

namespace Trireme.Machinery.OpenApi;

/// <summary>
/// Writes schemas as OpenAPI definitions: those that are asked for, and all that they refer to. OpenAPI 3 wraps a reference that has
/// neighbours into <c>allOf</c>; version 2 lets them stand beside it.
/// </summary>
internal sealed class DefinitionWriter(Utf8JsonWriter writer, bool isThree)
{
    private readonly SortedDictionary<string, Action> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly string _prefix = isThree ? "#/components/schemas/" : "#/definitions/";

    /// <summary>Asks for the schema of a kind and of its list.</summary>
    public void Add(KindInfo kind)
    {
        Add(DefinitionNames.Of(kind), kind.Schema, kind);
        if (kind.Plural.Length > 0 && (kind.Verbs.Count == 0 || kind.Verbs.Contains("list")))
            Queue(DefinitionNames.OfList(kind), () => WriteList(kind));
    }

    /// <summary>Asks for the schema of a structure.</summary>
    public void Add(string name, SchemaNode node, KindInfo? kind = null) => Queue(name, () => WriteStructure(node, kind));

    /// <summary>Asks for the shape of patch bodies, which is up to their media type.</summary>
    public void AddPatch() => Queue(DefinitionNames.Patch, () =>
    {
        writer.WriteString("description", "A patch in the format that the media type of the request names.");
        writer.WriteString("type", "object");
    });

    /// <summary>Writes everything that was asked for as properties of the object that is being written.</summary>
    public void WriteAll()
    {
        while (_pending.Count > 0)
        {
            var (name, write) = _pending.First();
            _pending.Remove(name);
            writer.WriteStartObject(name);
            write();
            writer.WriteEndObject();
        }
    }

    /// <summary>Writes a reference to a definition.</summary>
    public void WriteReference(string definition) => writer.WriteString("$ref", _prefix + definition);

    private void Queue(string name, Action write)
    {
        if (_written.Add(name))
            _pending.Add(name, write);
    }

    private void WriteStructure(SchemaNode node, KindInfo? kind)
    {
        if (node.Description is not null)
            writer.WriteString("description", node.Description);
        writer.WriteString("type", "object");
        if (node.Fields.Count > 0)
        {
            writer.WriteStartObject("properties");
            foreach (var field in node.Fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal))
            {
                writer.WriteStartObject(field.Name);
                WriteField(field);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
            WriteRequired(node);
        }
        if (node.Atomic)
            writer.WriteString("x-kubernetes-map-type", "atomic");
        if (kind is not null)
            WriteKinds(kind.Group, kind.Version, kind.Kind);
    }

    private void WriteRequired(SchemaNode node)
    {
        var required = node.Fields.Values.Where(field => field.Required).Select(field => field.Name).Order(StringComparer.Ordinal).ToList();
        if (required.Count == 0)
            return;
        writer.WriteStartArray("required");
        required.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }

    private void WriteField(SchemaField field)
    {
        var hasNeighbours = field.Description is not null || field.Default is not null || field.Atomic;
        WriteNode(field.Node, hasNeighbours);
        if (field.Description is not null)
            writer.WriteString("description", field.Description);
        if (field.Default is not null)
        {
            writer.WritePropertyName("default");
            field.Default.WriteTo(writer);
        }
        WriteBounds(field);
        if (field.Node.Type == SchemaType.List)
            WriteListKind(field);
        if (field.Atomic && field.Node.Type != SchemaType.List)
            writer.WriteString("x-kubernetes-map-type", "atomic");
        if (field.PatchMergeKey is not null)
            writer.WriteString("x-kubernetes-patch-merge-key", field.PatchMergeKey);
        if (field.PatchMerge || field.PatchRetainKeys)
            writer.WriteString("x-kubernetes-patch-strategy", field is { PatchMerge: true, PatchRetainKeys: true } ? "merge,retainKeys" : field.PatchMerge ? "merge" : "retainKeys");
    }

    private void WriteBounds(SchemaField field)
    {
        if (field.Values is not null)
        {
            writer.WriteStartArray("enum");
            foreach (var value in field.Values)
                writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        if (field.Minimum is { } minimum)
            writer.WriteNumber("minimum", minimum);
        if (field.Maximum is { } maximum and not int.MaxValue)
            writer.WriteNumber("maximum", maximum);
    }

    private void WriteListKind(SchemaField field)
    {
        if (field.ListKind == ListKind.Map)
        {
            writer.WriteStartArray("x-kubernetes-list-map-keys");
            foreach (var key in field.ListKeys)
                writer.WriteStringValue(key);
            writer.WriteEndArray();
        }
        writer.WriteString("x-kubernetes-list-type", field.ListKind switch
        {
            ListKind.Map => "map",
            ListKind.Set => "set",
            _ => "atomic",
        });
    }

    private void WriteNode(SchemaNode node, bool hasNeighbours)
    {
        switch (node.Type)
        {
            case SchemaType.Object when node.Definition is not null:
                Add(node.Definition, node);
                Refer(node.Definition, hasNeighbours);
                break;
            case SchemaType.Object:
                WriteStructure(node, null);
                break;
            case SchemaType.Map:
                writer.WriteString("type", "object");
                writer.WriteStartObject("additionalProperties");
                WriteNode(node.Element!, hasNeighbours: false);
                writer.WriteEndObject();
                break;
            case SchemaType.List:
                writer.WriteString("type", "array");
                writer.WriteStartObject("items");
                WriteNode(node.Element!, hasNeighbours: false);
                writer.WriteEndObject();
                break;
            case SchemaType.Quantity:
                Named(DefinitionNames.Quantity, hasNeighbours, "A decimal number with a unit, such as 100m, 1.5 or 64Mi.", "string", null, "number");
                break;
            case SchemaType.IntOrString:
                Named(DefinitionNames.IntOrString, hasNeighbours, "A whole number or a string, such as a port's number or name, a count or a percentage.", "string", "int-or-string", "integer");
                break;
            case SchemaType.Time:
                Named(DefinitionNames.Meta + "Time", hasNeighbours, "A time in RFC 3339 with whole seconds.", "string", "date-time");
                break;
            case SchemaType.MicroTime:
                Named(DefinitionNames.Meta + "MicroTime", hasNeighbours, "A time in RFC 3339 with microseconds.", "string", "date-time");
                break;
            case SchemaType.Any:
                writer.WriteString("type", "object");
                if (isThree)
                    writer.WriteBoolean("x-kubernetes-preserve-unknown-fields", true);
                break;
            default:
                WriteScalar(node.Type);
                break;
        }
    }

    private void WriteScalar(SchemaType type)
    {
        var (name, format) = type switch
        {
            SchemaType.Int32 => ("integer", "int32"),
            SchemaType.Int64 => ("integer", "int64"),
            SchemaType.Number => ("number", "double"),
            SchemaType.Boolean => ("boolean", null),
            SchemaType.Bytes => ("string", "byte"),
            _ => ("string", null),
        };
        writer.WriteString("type", name);
        if (format is not null)
            writer.WriteString("format", format);
    }

    private void Named(string definition, bool hasNeighbours, string description, string type, string? format, string? otherType = null)
    {
        Queue(definition, () =>
        {
            writer.WriteString("description", description);
            if (format is not null)
                writer.WriteString("format", format);
            if (isThree && otherType is not null)
            {
                writer.WriteStartArray("oneOf");
                foreach (var option in (string[])[otherType, type])
                {
                    writer.WriteStartObject();
                    writer.WriteString("type", option);
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
            else
                writer.WriteString("type", type);
        });
        Refer(definition, hasNeighbours);
    }

    private void Refer(string definition, bool hasNeighbours)
    {
        if (!isThree || !hasNeighbours)
        {
            WriteReference(definition);
            return;
        }
        writer.WriteStartArray("allOf");
        writer.WriteStartObject();
        WriteReference(definition);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private void WriteList(KindInfo kind)
    {
        writer.WriteString("description", $"A list of {kind.Kind} objects.");
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var name in (string[])["apiVersion", "kind"])
        {
            writer.WriteStartObject(name);
            writer.WriteString("type", "string");
            writer.WriteEndObject();
        }
        writer.WriteStartObject("items");
        writer.WriteString("type", "array");
        writer.WriteStartObject("items");
        WriteReference(DefinitionNames.Of(kind));
        writer.WriteEndObject();
        writer.WriteEndObject();
        var metadata = SchemaBuilder.For(typeof(Api.Meta.V1.ListMeta));
        Add(metadata.Definition!, metadata);
        writer.WriteStartObject("metadata");
        WriteReference(metadata.Definition!);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("required");
        writer.WriteStringValue("items");
        writer.WriteEndArray();
        WriteKinds(kind.Group, kind.Version, kind.ListKind);
    }

    private void WriteKinds(string group, string version, string kind)
    {
        writer.WriteStartArray("x-kubernetes-group-version-kind");
        WriteKind(writer, (group, version, kind));
        writer.WriteEndArray();
    }

    /// <summary>Writes group, version and kind as an object.</summary>
    public static void WriteKind(Utf8JsonWriter writer, (string Group, string Version, string Kind) kind)
    {
        writer.WriteStartObject();
        writer.WriteString("group", kind.Group);
        writer.WriteString("kind", kind.Kind);
        writer.WriteString("version", kind.Version);
        writer.WriteEndObject();
    }
}
